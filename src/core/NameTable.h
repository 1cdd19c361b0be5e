#pragma once

#include <QLatin1String>
#include <QStringView>
#include <array>
#include <optional>
#include <utility>

namespace tallybridge {

/// The machine names of an enum: one row per value, in the order of the enum.
template <typename Enum, std::size_t Size>
class NameTable
{
public:
    using Row = std::pair<Enum, QLatin1String>;

    constexpr explicit NameTable(std::array<Row, Size> rows) : m_rows(rows)
    {
        for (std::size_t i = 0; i < Size; ++i)
            m_values[i] = m_rows[i].first;
    }

    QLatin1String name(Enum value) const
    {
        for (const auto &[key, text] : m_rows) {
            if (key == value)
                return text;
        }
        return {};
    }

    std::optional<Enum> value(QStringView name) const
    {
        for (const auto &[key, text] : m_rows) {
            if (name == text)
                return key;
        }
        return std::nullopt;
    }

    const std::array<Enum, Size> &values() const { return m_values; }

private:
    std::array<Row, Size> m_rows;
    std::array<Enum, Size> m_values{};
};

template <typename Enum, std::size_t Size>
NameTable(std::array<std::pair<Enum, QLatin1String>, Size>) -> NameTable<Enum, Size>;

} // namespace tallybridge
