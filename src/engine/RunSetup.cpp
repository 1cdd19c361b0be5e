#include "engine/RunSetup.h"

#include "engine/DestinationDirectory.h"
#include "mapping/CachingDirectory.h"

namespace tallybridge {

Result<RunSetup> RunSetup::make(const EngineContext &engine, const ConnectorRecord &connector, RunKind kind, const CancelToken &cancel)
{
    RunSetup setup;
    RunContext &context = setup.context;
    context.ledgerPath = engine.ledgerPath();
    context.connectorId = connector.id;
    context.type = findConnectorType(connector.type);
    if (!context.type)
        return Failure{FailureCode::ConnectorTypeUnknown, {connector.type}, {}, false};
    context.settings = ConnectorSettings::fromJson(connector.settings);
    context.firstRunHere = connector.firstRunHere;
    context.clock = engine.clock;
    context.run.connectorId = connector.id;
    context.run.kind = kind;
    context.run.settings = connector.settings;
    context.run.started = engine.clock->now();

    if (!context.settings.vault.isEmpty()) {
        const ConnectorVault vault(engine.dataFolder, engine.secrets, context.settings);
        context.held = std::make_unique<HeldStore>(vault.heldFolder(), [vault] { return vault.sealKeys(); });
    }
    auto source = engine.backends->makeSource(context.settings);
    if (!source)
        return source.failure();
    context.source = std::move(*source);
    auto destination = engine.backends->makeDestination(context.settings, *context.type);
    if (!destination)
        return destination.failure();
    context.destination = std::move(*destination);

    auto mapping = std::make_shared<MappingTable>();
    if (!context.settings.mappingFile.isEmpty()) {
        auto file = MappingFile::read(context.settings.mappingFile, context.settings.defaultRegion);
        if (!file)
            return file.failure();
        *mapping = std::move(file->table);
        setup.mappingProblems = std::move(file->problems);
    }
    auto directory = std::make_shared<CachingDirectory>(std::make_shared<DestinationDirectory>(*context.destination, cancel));
    context.resolver =
        std::make_shared<const RecipientResolver>(std::move(mapping), std::move(directory), context.settings.automaticMapping);
    return setup;
}

} // namespace tallybridge
