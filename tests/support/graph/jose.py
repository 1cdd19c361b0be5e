"""JSON Web Tokens: sign (RS256), verify (RS256, PS256, ES256), keys as JWKS."""
import base64
import hashlib
import json

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils


class BadToken(Exception):
    """reason: malformed, algorithm, unknown_key, signature."""
    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def number(text):
    return int.from_bytes(unb64(text), "big")


def number64(value):
    return b64(value.to_bytes((value.bit_length() + 7) // 8, "big"))


class SigningKey:
    """An RSA key that signs RS256."""
    def __init__(self):
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        public = self.key.public_key().public_numbers()
        self.jwk = {"kty": "RSA", "use": "sig", "alg": "RS256", "n": number64(public.n), "e": number64(public.e)}
        self.jwk["kid"] = b64(hashlib.sha256(self.jwk["n"].encode()).digest()[:15])

    def sign(self, claims):
        head = b64(json.dumps({"typ": "JWT", "alg": "RS256", "kid": self.jwk["kid"]}).encode())
        text = f"{head}.{b64(json.dumps(claims).encode())}".encode()
        return f"{text.decode()}.{b64(self.key.sign(text, padding.PKCS1v15(), hashes.SHA256()))}"


def split(token):
    """(header, claims, signed bytes, signature). Raises BadToken."""
    parts = token.split(".")
    try:
        if len(parts) != 3:
            raise ValueError
        header, claims = json.loads(unb64(parts[0])), json.loads(unb64(parts[1]))
        if not isinstance(header, dict) or not isinstance(claims, dict):
            raise ValueError
        return header, claims, f"{parts[0]}.{parts[1]}".encode(), unb64(parts[2])
    except ValueError as error:
        raise BadToken("malformed") from error


def check_signature(key, algorithm, signed, signature, allowed=("RS256", "PS256", "ES256")):
    """Raises BadToken."""
    if algorithm not in allowed:
        raise BadToken("algorithm")
    try:
        if algorithm == "ES256" and isinstance(key, ec.EllipticCurvePublicKey):
            half = len(signature) // 2
            der = utils.encode_dss_signature(int.from_bytes(signature[:half], "big"), int.from_bytes(signature[half:], "big"))
            key.verify(der, signed, ec.ECDSA(hashes.SHA256()))
        elif isinstance(key, rsa.RSAPublicKey) and algorithm == "RS256":
            key.verify(signature, signed, padding.PKCS1v15(), hashes.SHA256())
        elif isinstance(key, rsa.RSAPublicKey) and algorithm == "PS256":
            key.verify(signature, signed, padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=32), hashes.SHA256())
        else:
            raise BadToken("algorithm")
    except InvalidSignature as error:
        raise BadToken("signature") from error


def keys_of(document):
    """{kid: public key} of a JWKS document; kinds that are not known are left out."""
    keys = {}
    for entry in document.get("keys", []):
        if entry.get("kty") == "RSA":
            keys[entry.get("kid")] = rsa.RSAPublicNumbers(number(entry["e"]), number(entry["n"])).public_key()
        elif entry.get("kty") == "EC" and entry.get("crv") == "P-256":
            keys[entry.get("kid")] = ec.EllipticCurvePublicNumbers(number(entry["x"]), number(entry["y"]), ec.SECP256R1()).public_key()
    return keys


def verify(token, keys):
    """The claims of a token with a right signature. Raises BadToken."""
    header, claims, signed, signature = split(token)
    key = keys.get(header.get("kid")) or (next(iter(keys.values())) if len(keys) == 1 and "kid" not in header else None)
    if key is None:
        raise BadToken("unknown_key")
    check_signature(key, header.get("alg"), signed, signature)
    return claims


class Certificate:
    """A certificate that an application registered, from PEM or base64 of its DER. Raises ValueError."""
    def __init__(self, text):
        data = text.encode()
        self.certificate = x509.load_pem_x509_certificate(data) if b"-----BEGIN" in data else x509.load_der_x509_certificate(base64.b64decode(data))
        der = self.certificate.public_bytes(serialization.Encoding.DER)
        self.sha256, self.sha1 = b64(hashlib.sha256(der).digest()), b64(hashlib.sha1(der).digest())
        self.key = self.certificate.public_key()
        end = getattr(self.certificate, "not_valid_after_utc", None)
        self.expires = end.timestamp() if end else self.certificate.not_valid_after.timestamp()
