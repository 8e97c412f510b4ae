using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TieredRouting.Fallback;
using TieredRouting.Gates;
using TieredRouting.Policies;
using TieredRouting.Signals;
using TieredRouting.Validation;

namespace TieredRouting.Configuration;

/// <summary>Checks what was declared, naming every error at once, and builds it. Where there is an error, nothing is built.</summary>
internal sealed class RoutingModelBuilder(TieredRoutingOptions options, IServiceProvider services, IChatClient? captured)
{
    private readonly ConfigurationErrors _errors = options.SectionErrors;
    private readonly DeclaredSchemas _schemas = new();
    private readonly DifficultyModels _difficulty = new(options.SchemaFolder, options.SectionErrors);
    private readonly Factories _factories = new(services, options.IsChange, options.SectionErrors);

    public IReadOnlyList<string> Errors => _errors.All;

    public RoutingModel? Build()
    {
        var surroundings = options.Kept?.Surroundings ?? BuildSurroundings();
        var changed = options.Contracts.Where(IsChanged).ToDictionary(StringComparer.OrdinalIgnoreCase);
        var rules = changed.Keys.ToDictionary(contract => contract, contract => RulesOf(contract, surroundings.Rules));
        var difficulty = changed.ToDictionary(contract => contract.Key, contract => DifficultyOf(contract.Key, contract.Value));
        Check(surroundings, changed);
        if (_errors.All.Count > 0)
            return null;
        var contracts = new Dictionary<string, BuiltContract>(options.Contracts.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, declared) in options.Contracts)
            contracts.Add(name, changed.ContainsKey(name) ? BuildContract(new Contract(name, declared) { Difficulty = difficulty[name] }, declared, surroundings.Ladder, rules[name]) : options.Kept!.Contracts[name]);
        return Assemble(surroundings, contracts);
    }

    private bool IsChanged(KeyValuePair<string, ContractOptions> contract) =>
        options.Kept?.Contracts.GetValueOrDefault(contract.Key)?.Declared != contract.Value;

    private RoutingSurroundings BuildSurroundings()
    {
        var gates = ByName("gates", [.. BuiltInGates.All, .. _factories.Made("gates", options.Gates)], gate => gate.Name);
        foreach (var gate in gates.Values.OfType<IWindowedGate>())
            _errors.Require(gate.Window is >= 1 and <= GateWindow.LargestWindow, "gates", $"the window of '{gate.Name}' must have from 1 to 65,536 characters");
        var rules = ByName("rules", [.. BuiltInRules, .. _factories.Made("rules", options.Rules), .. options.RuleData.Select(rule => new ConditionRule(rule))], rule => rule.Name);
        CheckRuleNames("rules", rules.Values);
        var ladder = BuildLadder(new EndpointClients(options, services, captured, _factories));
        var counter = options.TokenCounter is { } count ? new TokenCounter(count) : null;
        var extractors = ByName("signals", Extractors(ladder, counter), extractor => extractor.Name);
        return new RoutingSurroundings(ladder, extractors, options.ExtractorTimeLimit, gates, rules.Values, counter);
    }

    private void Check(RoutingSurroundings surroundings, Dictionary<string, ContractOptions> contracts)
    {
        var (gates, signals) = (Names(surroundings.Gates), Names(surroundings.Extractors));
        LadderCheck.Check(options, captured is not null, _errors);
        BudgetCheck.Check(options, _errors);
        var contract = new ContractCheck(options, gates, _schemas, _errors);
        var escalation = new EscalationCheck(surroundings.Ladder, _errors);
        foreach (var (name, declared) in contracts)
        {
            contract.Check(name, declared);
            escalation.Check(name, declared);
        }

        var rule = new RuleCheck(options, gates, signals, _errors);
        rule.Check();
        foreach (var (name, declared) in contracts)
            rule.Check(name, declared);
    }

    private RoutingModel Assemble(RoutingSurroundings surroundings, Dictionary<string, BuiltContract> contracts)
    {
        var policy = options.Kept?.Policy ?? new TierPolicy(surroundings.Ladder, Names(surroundings.Gates));
        var sorted = options.Contracts.Keys.Select(name => contracts[name]).ToList();
        string[] warnings =
        [
            .. options.SectionWarnings,
            .. ConfigurationWarnings.Of(surroundings.Ladder),
            .. sorted.SelectMany(contract => contract.Warnings),
            .. ExampleCheck.Warnings(options),
            .. ConfigurationWarnings.OfReviews(options, services.Clock()),
        ];
        return new RoutingModel(surroundings, policy, contracts, ConfigurationHash.Of(options, sorted.Select(contract => contract.Hash)), warnings)
        {
            Chooser = Chooser(),
            Classifier = options.Classifier,
            Controls = options.Controls,
            Budgets = [.. options.Budgets.Values],
        };
    }

    /// <summary>Learns to choose contracts by their examples, where there are any; what was learnt is kept for as long as they are the same.</summary>
    private ContractChooser? Chooser()
    {
        var examples = ExampleCheck.ExamplesOf(options);
        if (examples.Count == 0 || !ContractChooser.CanLearn(examples))
            return null;
        return options.Earlier?.Chooser is { } earlier && earlier.IsOf(examples) ? earlier : ContractChooser.Of(examples);
    }

    private static HashSet<string> Names<T>(IReadOnlyDictionary<string, T> byName) => byName.Keys.ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<IRoutingRule> BuiltInRules =>
        [new RiskProfileRule(), new ToolRiskRule(), new BlastRadiusRule(), new ContextWindowRule(), new PolicyLaneRule(), new ConversationRule()];

    private List<ISignalExtractor> Extractors(TierLadder ladder, TokenCounter? counter)
    {
        var tools = new ToolRiskExtractor();
        return
        [
            new LengthExtractor(ladder, counter),
            new OutputStrictnessExtractor(),
            tools,
            new BlastRadiusExtractor(tools),
            new PolicyLaneExtractor(Recognition()),
            new StructureExtractor(),
            new IntentExtractor(),
            new ConversationExtractor(ladder),
            new PromptInjectionExtractor(),
            new ConflictExtractor(),
            new CohortHistoryExtractor(NoCohortHistory.Instance),
            new DifficultyExtractor(),
            new FactExtractor(SignalNames.RetrievalConfidence, facts => facts.RetrievalConfidence),
            new FactExtractor(SignalNames.UserTier, facts => facts.UserTier),
            .. _factories.Made("signals", options.Extractors),
        ];
    }

    private TextRecognition? Recognition()
    {
        var recognizers = ByName("recognizers", _factories.Made("recognizers", options.Recognizers), recognizer => recognizer.Name);
        return recognizers.Count == 0 ? null : new TextRecognition([.. recognizers.Values], options.ExtractorTimeLimit, services.Clock(), services.RoutingLogger());
    }

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

    /// <summary>Reasons are told apart by their rule's name, and the policy gives some under names of its own.</summary>
    private void CheckRuleNames(string path, IEnumerable<IRoutingRule> rules)
    {
        foreach (var rule in rules.Where(rule => PolicyReasons.Names.Contains(rule.Name)))
            _errors.Add(path, $"the name '{rule.Name}' is the policy's own");
    }

    /// <summary>The rules of one contract. Reasons are told apart by their rule's name, so no two may share one.</summary>
    private Dictionary<string, IRoutingRule>.ValueCollection RulesOf(string contract, IEnumerable<IRoutingRule> shared)
    {
        var path = $"contracts.{contract}.rules";
        IRoutingRule[] own = [.. options.Code.GetValueOrDefault(contract)?.Rules ?? [], .. options.Contracts[contract].Rules.Select(rule => new ConditionRule(rule))];
        CheckRuleNames(path, own);
        return ByName(path, shared.Concat(own), rule => rule.Name).Values;
    }

    private TierLadder BuildLadder(EndpointClients clients) =>
        new(options.Ladder.Distinct(StringComparer.OrdinalIgnoreCase).Select((name, index) => BuildTier(name, index, clients)).ToArray(), options.Currency);

    private Tier BuildTier(string name, int index, EndpointClients clients)
    {
        var declared = options.Tiers.GetValueOrDefault(name) ?? new TierOptions();
        return new Tier(name, index, Endpoints(name, declared, clients), declared.Choice, declared.ReservedForJudgement);
    }

    private static TierEndpoint[] Endpoints(string tier, TierOptions declared, EndpointClients clients) =>
    [
        .. from endpoint in declared.Endpoints.OrderBy(endpoint => endpoint.Key, StringComparer.Ordinal)
           let client = clients.Of(endpoint.Key, endpoint.Value, $"tiers.{tier}.endpoints.{endpoint.Key}")
           where client is not null
           select new TierEndpoint(endpoint.Key, tier, endpoint.Value, client, declared.ReservedForJudgement),
    ];

    /// <summary>The contract's difficulty model, its own or the section's; the contract remembers which it is.</summary>
    private DifficultyModel? DifficultyOf(string name, ContractOptions declared)
    {
        var found = declared.DifficultyModel is { } own ? _difficulty.Find(own, $"contracts.{name}.models.{SignalNames.Difficulty}")
            : options.DifficultyModel is { } shared ? _difficulty.Find(shared, $"models.{SignalNames.Difficulty}")
            : null;
        declared.DifficultyVersion = found?.Version;
        return found?.Model;
    }

    private BuiltContract BuildContract(Contract contract, ContractOptions declared, TierLadder ladder, IEnumerable<IRoutingRule> rules)
    {
        var routed = Routed(contract, declared, ladder, rules);
        return new BuiltContract(declared, routed, ConfigurationHash.Of(contract.Name, declared), [.. declared.SectionWarnings, .. ConfigurationWarnings.Of(ladder, routed)]);
    }

    private RoutedContract Routed(Contract contract, ContractOptions declared, TierLadder ladder, IEnumerable<IRoutingRule> rules)
    {
        var code = options.Code.GetValueOrDefault(contract.Name) ?? new ContractCode();
        var format = FormatOf(contract);
        return new RoutedContract(
            new ContractPolicy(contract, ladder, rules),
            format,
            declared.SentSchema,
            format?.Schema is { } sent ? TokenEstimate.OfSchema(sent) : 0,
            [.. code.Validators])
        {
            SchemaValidator = SchemaValidator(contract, code),
            ConfidenceReader = code.ConfidenceReader,
        };
    }

    private static ChatResponseFormatJson? FormatOf(Contract contract) =>
        contract.Confidence is { Ask: true } ? ConfidenceEnvelope.Format(contract.Schema, FormatName(contract.Name))
        : contract.Schema is { } schema ? ChatResponseFormat.ForJsonSchema(schema, FormatName(contract.Name))
        : null;

    private IAnswerValidator? SchemaValidator(Contract contract, ContractCode code) =>
        contract.Schema is { } schema && code.SchemaValidator is { } create ? _schemas.Validator(schema, create) : null;

    /// <summary>Providers accept up to 64 letters, digits, underscores and hyphens in a schema's name.</summary>
    private static string FormatName(string contract) =>
        string.Create(Math.Min(contract.Length, 64), contract, static (name, from) =>
        {
            for (var i = 0; i < name.Length; i++)
                name[i] = char.IsAsciiLetterOrDigit(from[i]) || from[i] is '_' or '-' ? from[i] : '_';
        });
}
