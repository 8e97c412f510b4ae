using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using TieredRouting.Fallback;
using TieredRouting.Policies;
using TieredRouting.Signals;

namespace TieredRouting.Configuration;

/// <summary>Checks what was declared, naming every error at once, and builds it. Where there is an error, nothing is built.</summary>
internal sealed class RoutingModelBuilder(TieredRoutingOptions options, IServiceProvider services, IChatClient? captured)
{
    private readonly ConfigurationErrors _errors = options.SectionErrors;

    public IReadOnlyList<string> Errors => _errors.All;

    public RoutingModel? Build()
    {
        var gates = ByName("gates", Made("gates", options.Gates), gate => gate.Name);
        var gateNames = gates.Keys.ToHashSet(StringComparer.Ordinal);
        var shared = ByName("rules", [.. BuiltInRules, .. Made("rules", options.Rules), .. options.RuleData.Select(rule => new ConditionRule(rule))], rule => rule.Name).Values;
        var rules = options.Contracts.Keys.ToDictionary(contract => contract, contract => RulesOf(contract, shared));
        CheckData(gateNames);
        var ladder = BuildLadder();
        var extractors = ByName("signals", Extractors(ladder), extractor => extractor.Name);
        new RuleCheck(options, gateNames, extractors.Keys.ToHashSet(StringComparer.Ordinal), _errors).Check();
        if (_errors.All.Count > 0)
            return null;
        var contracts = options.Contracts.ToDictionary(pair => pair.Key, pair => BuildContract(pair.Key, pair.Value, ladder, rules[pair.Key]), StringComparer.OrdinalIgnoreCase);
        return Assemble(ladder, contracts, [.. extractors.Values], gates, gateNames);
    }

    private void CheckData(HashSet<string> gates)
    {
        LadderCheck.Check(options, captured is not null, _errors);
        var check = new ContractCheck(options, gates, _errors);
        foreach (var (name, contract) in options.Contracts)
            check.Check(name, contract);
    }

    private RoutingModel Assemble(TierLadder ladder, Dictionary<string, RoutedContract> contracts, ISignalExtractor[] extractors, Dictionary<string, IAnswerGate> gates, HashSet<string> gateNames) => new(
        ladder,
        contracts,
        extractors,
        options.ExtractorTimeLimit,
        new TierPolicy(ladder, gateNames),
        gates,
        Counter,
        ConfigurationHash.Of(options),
        [.. options.SectionWarnings, .. ConfigurationWarnings.Of(ladder, contracts.Values), .. ConfigurationWarnings.OfReviews(options, services.GetService<TimeProvider>() ?? TimeProvider.System)]);

    private TokenCounter? Counter => options.TokenCounter is { } count ? new TokenCounter(count) : null;

    private static IEnumerable<IRoutingRule> BuiltInRules =>
        [new RiskProfileRule(), new ToolRiskRule(), new BlastRadiusRule(), new ContextWindowRule(), new PolicyLaneRule()];

    private IEnumerable<ISignalExtractor> Extractors(TierLadder ladder) =>
    [
        new LengthExtractor(ladder, Counter),
        new OutputStrictnessExtractor(),
        new ToolRiskExtractor(),
        new BlastRadiusExtractor(),
        new PolicyLaneExtractor(),
        new StructureExtractor(),
        new FactExtractor(SignalNames.RetrievalConfidence, facts => facts.RetrievalConfidence),
        new FactExtractor(SignalNames.UserTier, facts => facts.UserTier),
        .. Made("signals", options.Extractors),
    ];

    private Dictionary<string, T> ByName<T>(string path, IEnumerable<T> items, Func<T, string?> nameOf)
        where T : class
    {
        var byName = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (nameOf(item) is not { Length: > 0 } name)
                _errors.Add(path, $"the {item.GetType().Name} has no name");
            else
                _errors.Require(byName.TryAdd(name, item), path, $"two are called '{name}'");
        }

        return byName;
    }

    /// <summary>What factories made. One that throws or makes nothing is an error like any other, and is named with the rest.</summary>
    private IEnumerable<T> Made<T>(string path, IEnumerable<Func<IServiceProvider, T>> factories)
        where T : class
    {
        foreach (var create in factories)
        {
            if (Made(path, create) is { } made)
                yield return made;
        }
    }

    private T? Made<T>(string path, Func<IServiceProvider, T?> create)
        where T : class
    {
        try
        {
            var made = create(services);
            _errors.Require(made is not null, path, "a factory made nothing");
            return made;
        }
        catch (Exception exception)
        {
            _errors.Add(path, $"a factory threw {exception.GetType().Name}: {exception.Message}");
            return null;
        }
    }

    /// <summary>The rules of one contract. Reasons are told apart by their rule's name, so no two may share one.</summary>
    private Dictionary<string, IRoutingRule>.ValueCollection RulesOf(string contract, IEnumerable<IRoutingRule> shared) =>
        ByName($"contracts.{contract}.rules", [.. shared, .. options.Code.GetValueOrDefault(contract)?.Rules ?? [], .. options.Contracts[contract].Rules.Select(rule => new ConditionRule(rule))], rule => rule.Name).Values;

    private TierLadder BuildLadder() =>
        new(options.Ladder.Distinct(StringComparer.OrdinalIgnoreCase).Select((name, index) => new Tier(name, index, Endpoints(name))).ToArray(), options.Currency);

    private TierEndpoint[] Endpoints(string tier) =>
    [
        .. from endpoint in (options.Tiers.GetValueOrDefault(tier) ?? new TierOptions()).Endpoints.OrderBy(endpoint => endpoint.Key, StringComparer.Ordinal)
           let client = ClientOf(endpoint.Key, endpoint.Value, $"tiers.{tier}.endpoints.{endpoint.Key}")
           where client is not null
           select new TierEndpoint(endpoint.Key, tier, endpoint.Value, client),
    ];

    private IChatClient? ClientOf(string name, EndpointOptions endpoint, string path)
    {
        if (options.ClientKinds.StandIn is { } standIn)
            return standIn(name);
        var client = endpoint switch
        {
            { Made: { } settings } => Made($"{path}.client", services => options.ClientKinds.Make(services, settings)),
            { Client: { } given } => given,
            { ClientKey: { } key } => Keyed(key, $"{path}.client"),
            _ => captured,
        };
        if (client is null || endpoint.Through.Count == 0)
            return client;
        return Made($"{path}.through", _ => Decorated(client, endpoint));
    }

    private IChatClient? Keyed(string key, string path)
    {
        if (options.Contracts.ContainsKey(key))
        {
            _errors.Add(path, $"the key '{key}' is a contract's own client, which is the router itself");
            return null;
        }

        try
        {
            var client = services.GetKeyedService<IChatClient>(key);
            _errors.Require(client is not null, path, $"the container holds no IChatClient under the key '{key}'");
            return client;
        }
        catch (Exception exception)
        {
            _errors.Add(path, $"the IChatClient under the key '{key}' could not be made: {exception.GetType().Name}: {exception.Message}");
            return null;
        }
    }

    private IChatClient Decorated(IChatClient client, EndpointOptions endpoint)
    {
        var builder = new ChatClientBuilder(new BorrowedChatClient(client));
        foreach (var through in endpoint.Through)
            through(builder);
        return builder.Build(services);
    }

    private RoutedContract BuildContract(string name, ContractOptions declared, TierLadder ladder, IEnumerable<IRoutingRule> rules)
    {
        var code = options.Code.GetValueOrDefault(name) ?? new ContractCode();
        var contract = new Contract(name, declared);
        return new RoutedContract(
            new ContractPolicy(contract, ladder, rules, options.Controls),
            contract.Schema is { } schema ? ChatResponseFormat.ForJsonSchema(schema, FormatName(name)) : null,
            declared.SentSchema,
            contract.Schema is { } text ? PromptSize.OfSchema(text.GetRawText()) : 0,
            [.. SchemaValidator(contract, code), .. code.Validators]);
    }

    private static IEnumerable<IAnswerValidator> SchemaValidator(Contract contract, ContractCode code) =>
        contract.Schema is { } schema && code.SchemaValidator is { } create ? [create(schema)] : [];

    /// <summary>Providers accept up to 64 letters, digits, underscores and hyphens in a schema's name.</summary>
    private static string FormatName(string contract) =>
        string.Create(Math.Min(contract.Length, 64), contract, static (name, from) =>
        {
            for (var i = 0; i < name.Length; i++)
                name[i] = char.IsAsciiLetterOrDigit(from[i]) || from[i] is '_' or '-' ? from[i] : '_';
        });
}
