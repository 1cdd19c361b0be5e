#pragma once

#include <QByteArray>
#include <memory>

struct evp_md_ctx_st;

namespace tallybridge {

/// SHA-256 (FIPS 180-4) with the processor's own instructions where it has them. One thread at a time.
class Sha256
{
public:
    static constexpr qsizetype size = 32; ///< bytes of a digest

    Sha256();
    ~Sha256();
    Sha256(const Sha256 &) = delete;
    Sha256 &operator=(const Sha256 &) = delete;

    void add(QByteArrayView bytes);
    /// The digest of all bytes added, 32 raw bytes. Call once, at the end.
    QByteArray result();

    /// The digest of these bytes, 32 raw bytes.
    static QByteArray of(QByteArrayView bytes);

private:
    struct Free {
        void operator()(evp_md_ctx_st *context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> m_context;
};

} // namespace tallybridge
