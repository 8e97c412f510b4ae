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
        Extraction = new SignalExtraction(model.Extractors, model.ExtractorTimeLimit, services.Time, services.Logger);
        Fallback = new FallbackLoop(
            model.Ladder,
            new MeteredDoor(model.Ladder.StatesSensitivity, services.Time),
            new AnswerChecks(model.Gates, services.Logger),
            model.TokenCounter,
            new AttemptRecorder(services.Metrics, services.Logger),
            services.Metrics.Activities,
            services.Time);
    }

    public RoutingModel Model { get; }

    public SignalExtraction Extraction { get; }

    public FallbackLoop Fallback { get; }
}
