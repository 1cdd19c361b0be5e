#include "ui/wizard/MappingModel.h"

#include "cli/wording/MappingProblemText.h"
#include "ui/common/Icons.h"

#include <QLocale>

namespace tallybridge {

void MappingModel::setPreview(MappingPreview preview)
{
    beginResetModel();
    m_preview = std::move(preview);
    filter();
    endResetModel();
}

void MappingModel::setOnlyProblems(bool only)
{
    beginResetModel();
    m_onlyProblems = only;
    filter();
    endResetModel();
}

void MappingModel::filter()
{
    m_shown.clear();
    for (size_t i = 0; i < m_preview.rows.size(); ++i) {
        if (!m_onlyProblems || m_preview.rows[i].problem)
            m_shown.push_back(i);
    }
}

int MappingModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int MappingModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MappingModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const MappingPreview::Row &row = m_preview.rows[m_shown[size_t(index.row())]];
    const bool isText = role == Qt::DisplayRole || role == Qt::ToolTipRole;
    const auto dateText = [](QDate date) { return date.isValid() ? date.toString(Qt::ISODate) : QString(); };
    if (role == Qt::DecorationRole && index.column() == Remark && row.problem)
        return glyphIcon(row.problem->rowUsed ? Glyph::Warning : Glyph::Error);
    if (!isText)
        return {};
    switch (Column(index.column())) {
    case Line:
        return QLocale().toString(row.line);
    case Number:
        return row.entry ? QString(u'+' + row.entry->number.digits()) : QString();
    case Mailbox:
        return row.entry ? row.entry->mailbox.text() : QString();
    case From:
        return row.entry ? dateText(row.entry->validFrom) : QString();
    case Until:
        return row.entry ? dateText(row.entry->validUntil) : QString();
    case Remark:
        if (!row.problem)
            return {};
        return row.problem->rowUsed ? mappingProblemText(*row.problem) : tr("Not used. %1").arg(mappingProblemText(*row.problem));
    case ColumnCount:
        break;
    }
    return {};
}

QVariant MappingModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Line:
        return tr("Line");
    case Number:
        return tr("Number");
    case Mailbox:
        return tr("Mailbox");
    case From:
        return tr("From");
    case Until:
        return tr("Until");
    case Remark:
        return tr("Problem or remark");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace tallybridge
