using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TieredRouting.Configuration;
using TieredRouting.Contracts;
using TieredRouting.Controls;
using TieredRouting.Policies;

namespace TieredRouting.Evaluation;

/// <summary>A configuration that decides recorded requests again, by the same code that decides requests. Not thread-safe.</summary>
internal sealed class ReplayCandidate
{
    private readonly Dictionary<string, CandidateContract?> _contracts = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _budgets;
    private readonly bool _controlsEnd;
    private RoutingControl[] _held = [];
    private ControlSnapshot? _controls;

    /// <exception cref="OptionsValidationException">What is declared is not valid.</exception>
    public ReplayCandidate(Action<TieredRoutingBuilder> declare, Action<IServiceCollection>? configureServices)
    {
        Model = Build(declare, configureServices);
        _budgets = Model.Budgets.Select(budget => budget.Name).ToHashSet(StringComparer.Ordinal);
        _controlsEnd = Model.Controls.Any(control => control.Until is not null);
    }

    public RoutingModel Model { get; }

    /// <summary>The contract of a name, or <see langword="null"/> where the candidate has none.</summary>
    public CandidateContract? Find(string name)
    {
        if (_contracts.TryGetValue(name, out var known))
            return known;
        var policy = Model.Contracts.TryGetValue(name, out var built) ? built.Routed.Policy
            : ContractNames.IsReserved(name) ? Model.NotChosen("the request was for none of the contracts that give examples").Policy
            : null;
        // A name that nobody declared is not kept: a file may hold any number of them.
        return policy is null ? null : _contracts[name] = new CandidateContract(policy);
    }

    /// <summary>Decides a request again: with what was measured of it then, under the controls that people held then and the candidate's own, and with its money as tight as it was.</summary>
    public RouteDecision Decide(CandidateContract contract, RecordedRequest request)
    {
        var limits = ControlsAt(request).Of(contract.Policy.Contract.Name).On(Model.Ladder);
        var degradedBy = request.DegradedBy is { } budget && _budgets.Contains(budget) ? budget : null;
        return Model.Policy.Decide(contract.Policy, new SignalSet(request.Signals.ToArray()), limits, degradedBy);
    }

    /// <summary>They change seldom, so the latest are kept.</summary>
    private ControlSnapshot ControlsAt(RecordedRequest request)
    {
        if (_controls is not null && !_controlsEnd && request.Controls.SequenceEqual(_held))
            return _controls;
        _held = [.. request.Controls];
        return _controls = new ControlSnapshot([.. Model.Controls.Where(control => !(control.Until <= request.Time)).Concat(_held).OrderBy(control => control.Name, StringComparer.Ordinal)]);
    }

    private static RoutingModel Build(Action<TieredRoutingBuilder> declare, Action<IServiceCollection>? configureServices)
    {
        var services = new ServiceCollection();
        configureServices?.Invoke(services);
        services.AddTieredRouting(routing =>
        {
            declare(routing);
            // The application's own sinks are for real traffic, and deciding calls no model.
            routing.Options.Sinks.Clear();
            routing.StandInFor(_ => NoClient.Instance);
        });
        using var built = services.BuildServiceProvider();
        return built.GetRequiredService<IOptionsMonitor<TieredRoutingOptions>>().CurrentValue.Model!;
    }
}
