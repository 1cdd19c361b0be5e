"""What a mailbox holds: folders, messages, attachments. No rules of the service in here."""
import base64
import hashlib
import os
import secrets
import shutil
import tempfile

from clock import iso, now

WELL_KNOWN = {"msgfolderroot": "Top of Information Store", "inbox": "Inbox", "drafts": "Drafts", "sentitems": "Sent Items",
              "deleteditems": "Deleted Items", "archive": "Archive", "junkemail": "Junk Email", "outbox": "Outbox"}
IN_MEMORY = 64 * 1024


def new_id(prefix):
    """An id like those of the service: URL-safe base64 (with '-' and '_') that ends with '='."""
    return prefix + base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


class Blobs:
    """Contents of attachments, each once, large ones in files."""
    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="graph-standin-")
        self.small = {}

    def put(self, data):
        name = hashlib.sha256(data).hexdigest()
        if len(data) <= IN_MEMORY:
            self.small[name] = bytes(data)
        else:
            path = os.path.join(self.folder, name)
            if not os.path.exists(path):
                with open(path + ".part", "wb") as file:
                    file.write(data)
                os.replace(path + ".part", path)
        return name

    def adopt(self, path, name):
        """Takes over a finished file."""
        os.replace(path, os.path.join(self.folder, name))

    def get(self, name):
        if name in self.small:
            return self.small[name]
        with open(os.path.join(self.folder, name), "rb") as file:
            return file.read()

    def temporary(self):
        return os.path.join(self.folder, "upload-" + secrets.token_hex(8))

    def clear(self):
        self.small.clear()
        for name in os.listdir(self.folder):
            os.unlink(os.path.join(self.folder, name))

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)


class Attachment:
    __slots__ = ("id", "name", "content_type", "size", "sha256", "inline", "content_id", "content_location", "modified", "how")

    def __init__(self, name, content_type, size, sha256, inline=False, content_id=None, content_location=None, how="inline"):
        self.id = new_id("AAMkATT")
        self.name, self.content_type, self.size, self.sha256 = name, content_type, size, sha256
        self.inline, self.content_id, self.content_location, self.how = bool(inline), content_id, content_location, how
        self.modified = iso()


class Message:
    __slots__ = ("immutable_id", "rest_id", "folder", "fields", "properties", "multi", "headers", "attachments", "created", "modified", "change",
                 "draft", "read", "how")

    def __init__(self, folder):
        self.immutable_id, self.rest_id = new_id("AAkALg"), new_id("AAMkAG")
        self.folder = folder
        self.fields, self.properties, self.multi, self.headers = {}, {}, {}, []
        self.attachments = {}
        self.created = self.modified = iso()
        self.change = 0
        self.draft, self.read = True, True
        self.how = "json"

    def touch(self):
        self.modified = iso()
        self.change += 1

    @property
    def change_key(self):
        return base64.b64encode(f"{self.immutable_id[-12:]}{self.change}".encode()).decode()


class Folder:
    __slots__ = ("id", "name", "parent", "hidden", "well_known", "messages", "children", "properties")

    def __init__(self, name, parent, hidden=False, well_known=None):
        self.id = new_id("AAMkFLD")
        self.name, self.parent, self.hidden, self.well_known = name, parent, hidden, well_known
        self.messages, self.children, self.properties = {}, {}, {}


class Mailbox:
    def __init__(self, user_id):
        self.user_id = user_id
        self.folders, self.well_known = {}, {}
        self.messages = {}                   # by both ids
        self.by_property, self.by_message_id = {}, {}
        for name, title in WELL_KNOWN.items():
            folder = Folder(title, self.well_known.get("msgfolderroot"), well_known=name)
            self.add_folder(folder)
            self.well_known[name] = folder

    def add_folder(self, folder):
        self.folders[folder.id] = folder
        if folder.parent:
            folder.parent.children[folder.id] = folder

    def folder(self, name):
        return self.well_known.get(name.lower()) or self.folders.get(name)

    def child_named(self, parent, name):
        wanted = name.casefold()
        return next((child for child in parent.children.values() if child.name.casefold() == wanted), None)

    def remove_folder(self, folder):
        for child in list(folder.children.values()):
            self.remove_folder(child)
        for message in list(folder.messages.values()):
            self.remove_message(message)
        folder.parent.children.pop(folder.id, None)
        self.folders.pop(folder.id, None)

    # Indexes: looking up one message of thousands by its own key is what an import does all day.
    def index(self, message):
        for name, value in message.properties.items():
            self.by_property.setdefault((name, value.casefold()), {})[message.immutable_id] = message
        self.by_message_id.setdefault(message.fields.get("internetMessageId", ""), {})[message.immutable_id] = message

    def forget(self, message):
        for name, value in message.properties.items():
            self.by_property.get((name, value.casefold()), {}).pop(message.immutable_id, None)
        self.by_message_id.get(message.fields.get("internetMessageId", ""), {}).pop(message.immutable_id, None)

    def add_message(self, message):
        self.messages[message.immutable_id] = self.messages[message.rest_id] = message
        message.folder.messages[message.immutable_id] = message
        self.index(message)

    def remove_message(self, message):
        self.forget(message)
        self.messages.pop(message.immutable_id, None)
        self.messages.pop(message.rest_id, None)
        message.folder.messages.pop(message.immutable_id, None)

    def move_message(self, message, folder):
        """The ordinary id changes, the immutable one does not."""
        message.folder.messages.pop(message.immutable_id, None)
        self.messages.pop(message.rest_id, None)
        message.rest_id, message.folder = new_id("AAMkAG"), folder
        self.messages[message.rest_id] = message
        folder.messages[message.immutable_id] = message
        message.touch()


class UploadSession:
    """A file on its way into a message, in a temporary file."""
    def __init__(self, user, message, item, path, lifetime):
        self.id, self.token = new_id("AAMkSES"), secrets.token_urlsafe(48)
        self.user, self.message, self.item, self.path = user, message, item, path
        self.size, self.received = item["size"], 0
        self.expires = now() + lifetime
        self.digest = hashlib.sha256()
        with open(path, "wb"):
            pass

    def append(self, data):
        with open(self.path, "ab") as file:
            file.write(data)
        self.digest.update(data)
        self.received += len(data)

    def drop(self):
        if os.path.exists(self.path):
            os.unlink(self.path)
