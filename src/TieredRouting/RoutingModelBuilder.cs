using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using TieredRouting.Fallback;
using TieredRouting.Policies;
using TieredRouting.Signals;

namespace TieredRouting;

/// <summary>Checks what was declared, naming every error at once, and builds it. Where there is an error, nothing is built.</summary>
internal sealed class RoutingModelBuilder(TieredRoutingOptions options, IServiceProvider services, IChatClient? captured)
{
    private readonly ConfigurationErrors _errors = new();

    public IReadOnlyList<string> Errors => _errors.All;

    public RoutingModel? Build()
    {
        var gates = ByName("gates", options.Gates.Select(create => create(services)), gate => gate.Name);
        var rules = ByName("rules", BuiltInRules.Concat(options.Rules.Select(create => create(services))), rule => rule.Name).Values;
        var gateNames = gates.Keys.ToHashSet(StringComparer.Ordinal);
        LadderCheck.Check(options, captured is not null, _errors);
        var check = new ContractCheck(options, gateNames, _errors);
        foreach (var (name, contract) in options.Contracts)
            check.Check(name, contract);
        var ladder = BuildLadder();
        var extractors = ByName("signals", Extractors(ladder), extractor => extractor.Name);
        if (_errors.All.Count > 0)
            return null;
        var contracts = options.Contracts.ToDictionary(pair => pair.Key, pair => BuildContract(pair.Key, pair.Value, ladder, rules), StringComparer.OrdinalIgnoreCase);
        return new RoutingModel(
            ladder,
            contracts,
            [.. extractors.Values],
            options.ExtractorTimeLimit,
            new TierPolicy(ladder, gateNames),
            gates,
            options.TokenCounter,
            ConfigurationHash.Of(options),
            ConfigurationWarnings.Of(ladder, contracts.Values));
    }

    private static IEnumerable<IRoutingRule> BuiltInRules =>
        [new RiskProfileRule(), new ToolRiskRule(), new BlastRadiusRule(), new ContextWindowRule()];

    private IEnumerable<ISignalExtractor> Extractors(TierLadder ladder) =>
    [
        new LengthExtractor(ladder, options.TokenCounter),
        new OutputStrictnessExtractor(),
        new ToolRiskExtractor(),
        new BlastRadiusExtractor(),
        new FactExtractor(SignalNames.RetrievalConfidence, facts => facts.RetrievalConfidence),
        new FactExtractor(SignalNames.UserTier, facts => facts.UserTier),
        .. options.Extractors.Select(create => create(services)),
    ];

    private Dictionary<string, T> ByName<T>(string path, IEnumerable<T> items, Func<T, string> nameOf)
    {
        var byName = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var item in items)
            _errors.Require(byName.TryAdd(nameOf(item), item), path, $"two are called '{nameOf(item)}'");
        return byName;
    }

    private TierLadder BuildLadder() =>
        new(options.Ladder.Select((name, index) => new Tier(name, index, Endpoints(name))).ToArray(), options.Currency);

    private TierEndpoint[] Endpoints(string tier) =>
    [
        .. from endpoint in options.Tiers[tier].Endpoints.OrderBy(endpoint => endpoint.Key, StringComparer.Ordinal)
           let client = ClientOf(endpoint.Value, $"tiers.{tier}.endpoints.{endpoint.Key}")
           where client is not null
           select new TierEndpoint(endpoint.Key, tier, endpoint.Value, client),
    ];

    private IChatClient? ClientOf(EndpointOptions endpoint, string path)
    {
        var client = endpoint.Client ?? (endpoint.ClientKey is { } key ? services.GetKeyedService<IChatClient>(key) : captured);
        _errors.Require(client is not null || endpoint.ClientKey is null, $"{path}.client", $"the container holds no IChatClient under the key '{endpoint.ClientKey}'");
        if (client is null || endpoint.Through.Count == 0)
            return client;
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
            new ContractPolicy(contract, ladder, rules.Concat(code.Rules)),
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
