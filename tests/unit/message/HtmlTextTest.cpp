#include "message/HtmlText.h"

#include <QtTest>

using namespace tallybridge;

class HtmlTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void strips_data()
    {
        QTest::addColumn<QString>("html");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *html, const char *words) {
            QTest::newRow(html) << QString::fromUtf8(html) << QString::fromUtf8(words);
        };
        row("<p>Hello <b>you</b></p><p>there</p>", "Hello you\nthere");
        row("a<br>b<br/>c", "a\nb\nc");
        row("<head><title>T</title><style>p{}</style></head><body>x<script>if(a<b)</script>y</body>", "xy");
        row("<!-- <p>no</p> -->yes", "yes");
        row("1 &lt; 2 &amp;&amp; 3 &gt; 2", "1 < 2 && 3 > 2");
        row("&#65;&#x42;&nbsp;&hellip;", "AB\xC2\xA0\xE2\x80\xA6");
        row("&#1114112;&#xD800;&bogus;&", "\xEF\xBF\xBD\xEF\xBF\xBD&bogus;&");
        row("1 < 2", "1 < 2");
        row("a<b", "a");
        row("<script>never closed", "");
        row("<", "<");
        row("</", "");
        row("  a \n\n b  ", "a b");
        row("", "");
    }

    void strips()
    {
        QFETCH(QString, html);
        QTEST(wordsOfHtml(html), "words");
    }

    void staysLinear()
    {
        for (const char *unit : {"<", "<b", "<!--", "<script>", "&", "&#", "<p>", "</script", "<style"})
            wordsOfHtml(QString::fromLatin1(unit).repeated(300'000));
    }
};

QTEST_APPLESS_MAIN(HtmlTextTest)
#include "HtmlTextTest.moc"
