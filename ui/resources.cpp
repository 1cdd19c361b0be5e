#include "ui/resources.h"

#include <QtGlobal>

// The macro has to stand outside every namespace.
static void initialise()
{
    Q_INIT_RESOURCE(tallybridge);
}

namespace tallybridge {

void loadResources()
{
    initialise();
}

} // namespace tallybridge
