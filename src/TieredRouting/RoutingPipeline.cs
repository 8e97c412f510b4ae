using TieredRouting.Configuration;
using TieredRouting.Fallback;
using TieredRouting.Signals;

namespace TieredRouting;

/// <summary>The stages of one configuration, linked once. Immutable.</summary>
internal sealed class RoutingPipeline
{
    public RoutingPipeline(RoutingModel model, RouterServices services)
    {
        Model = model;
        Extraction = new SignalExtraction([.. model.Surroundings.Extractors.Values], model.Surroundings.ExtractorTimeLimit, services.Time, services.Logger);
        Fallback = new FallbackLoop(
            model.Ladder,
            new MeteredDoor(model.Ladder.StatesSensitivity, services.Time),
            new AnswerChecks(new GateChecks(model.Surroundings.Gates, services.Logger)),
            model.Surroundings.TokenCounter,
            new AttemptRecorder(services.Metrics, services.Logger),
            services.Metrics.Activities,
            services.Time);
    }

    public RoutingModel Model { get; }

    public SignalExtraction Extraction { get; }

    public FallbackLoop Fallback { get; }
}
