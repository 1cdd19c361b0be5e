#pragma once

#include "app/ServiceHost.h"

#include <QApplication>
#include <QBoxLayout>
#include <QLabel>
#include <QMainWindow>
#include <QPointer>
#include <QWidget>
