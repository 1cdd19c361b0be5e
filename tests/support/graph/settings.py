"""Everything that a test may turn. Each name is explained in README.md."""
import copy

MB = 1024 * 1024

DEFAULTS = {
    "latency_ms": 0,                    # of each request and of each entry of a batch
    "batch_latency_ms": 0,              # of a batch itself, on top of its entries
    "batch_parallel": 4,
    "limits": {
        "request_bytes": 4 * MB,
        "attachment_envelope_bytes": 64 * 1024,
        "post_attachment_bytes": 3 * MB,
        "session_min_bytes": 3 * MB,
        "session_max_bytes": 150 * MB,
        "chunk_bytes": 4 * MB,
        "attachments": 250,
        "folder_messages": 1000000,
        "headers": 5,
        "header_value_chars": 995,
        "subject_chars": 255,
        "batch_requests": 20,
        "mime_silent_bytes": 2240000,
        "page": 10,
        "page_max": 1000,
        "users_page": 100,
        "users_page_max": 999,
    },
    "throttle": {
        "enabled": True,
        "scale": 1.0,                   # windows are this many times shorter
        "requests": 10000, "window_s": 600,
        "upload_bytes": 150 * MB, "upload_window_s": 300,
        "concurrency": 4, "concurrency_scope": "mailbox",      # mailbox | app
        "app_requests": 130000, "app_window_s": 10,
        "concurrency_retry_s": 1,
    },
    "patch_flags": "reject",            # reject | ignore
    "sensitive_patch": "enforced",      # enforced | allowed
    "delete_moves": "deleteditems",     # deleteditems | nowhere
    "select_with_expand": "drop",       # drop | keep
    "strict_addresses": True,
    "attachment_size_overhead": 150,
    "attach_to_received": "allowed",    # allowed | refused
    "upload_expiry_s": 3600,
    "upload_status": "allowed",         # allowed | refused
    "import_mime": "on",                # on | refused | missing
    "folder_exists_status": 409,
    "public_base": "",                  # address of a proxy in front; next pages and uploads lead there
    "hold_s": 30,
    "consent": "accept",                # accept | refuse | ask | wrong_state | hang | error:<code>
    "consent_delay_s": 0,
    "sign_in": "accept",                # accept | refuse | wrong_state
    "sign_in_user": "",                 # id or userPrincipalName of the person; else the first user
    "token_lifetime_s": 4500,
    "refuse_replayed_jti": True,
    "audiences": ["https://graph.microsoft.com", "00000003-0000-0000-c000-000000000000"],
    "require_tid": True,
}


def defaults():
    return copy.deepcopy(DEFAULTS)


def merge(settings, change, path=""):
    """Changes known names only. Raises ValueError with the name that is not known."""
    for name, value in change.items():
        if name not in settings:
            raise ValueError(f"unknown setting {path}{name}")
        if isinstance(settings[name], dict):
            if not isinstance(value, dict):
                raise ValueError(f"setting {path}{name} is an object")
            merge(settings[name], value, f"{path}{name}.")
        else:
            settings[name] = value
