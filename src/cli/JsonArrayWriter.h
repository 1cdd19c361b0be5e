#pragma once

#include "cli/Console.h"

#include <QJsonDocument>

namespace tallybridge {

/// Writes a JSON array to standard output element by element, so that memory stays flat however long it is. Without
/// --json it writes nothing. An array that is not closed stays visibly broken.
class JsonArrayWriter
{
public:
    explicit JsonArrayWriter(Console &console) : m_console(console) {}

    void add(const QJsonObject &object)
    {
        if (!m_console.json())
            return;
        m_console.raw(m_begun ? ",\n" : "[\n");
        m_console.raw(QJsonDocument(object).toJson(QJsonDocument::Compact));
        m_begun = true;
    }
    /// Ends the array; ending says what follows it.
    void close(const QByteArray &ending = "\n")
    {
        if (m_console.json())
            m_console.raw((m_begun ? QByteArray("\n]") : QByteArray("[]")) + ending);
    }

private:
    Console &m_console;
    bool m_begun = false;
};

} // namespace tallybridge
