#include "ui/common/Appearance.h"

#include "ui/common/ClearOutlines.h"

#include <QApplication>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>

namespace tallybridge {

namespace {

QPalette darkPalette()
{
    QPalette palette(QColor(0x2d, 0x30, 0x34), QColor(0x2d, 0x30, 0x34));
    const QColor text(0xe8, 0xea, 0xed);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText, QPalette::BrightText})
        palette.setColor(role, text);
    palette.setColor(QPalette::Base, QColor(0x1f, 0x22, 0x25));
    palette.setColor(QPalette::AlternateBase, QColor(0x27, 0x2a, 0x2e));
    palette.setColor(QPalette::ToolTipBase, QColor(0x3a, 0x3e, 0x43));
    palette.setColor(QPalette::Highlight, QColor(0x2f, 0x7c, 0xd6));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, QColor(0x7a, 0xb7, 0xff));
    palette.setColor(QPalette::LinkVisited, QColor(0xb9, 0x9b, 0xff));
    palette.setColor(QPalette::PlaceholderText, QColor(0xa0, 0xa6, 0xad));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(0x8a, 0x90, 0x97));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(0x55, 0x5a, 0x60));
    return palette;
}

} // namespace

void applyAppearance(AppSettings::Appearance appearance)
{
    if (appearance == AppSettings::Appearance::System) {
        QApplication::setPalette(QPalette());
        return;
    }
    // Native styles paint with the system's colours, whatever the palette says.
    const bool dark = appearance == AppSettings::Appearance::Dark;
    QApplication::setStyle(dark ? new ClearOutlines : QStyleFactory::create(QStringLiteral("Fusion")));
    QPalette light(QColor(0xef, 0xef, 0xef));
    light.setColor(QPalette::Highlight, QColor(0x24, 0x6f, 0xc0));
    QApplication::setPalette(dark ? darkPalette() : light);
}

} // namespace tallybridge
