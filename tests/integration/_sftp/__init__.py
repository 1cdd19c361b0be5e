"""The parts of sftp_source.py."""
