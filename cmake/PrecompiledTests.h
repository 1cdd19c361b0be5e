#pragma once

#include "Precompiled.h"

#include <QTemporaryDir>
#include <QTest>
#ifdef QT_WIDGETS_LIB
#include <QtWidgets>
#endif
