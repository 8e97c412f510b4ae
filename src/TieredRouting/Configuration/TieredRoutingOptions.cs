using System.Text.Json.Serialization;
using TieredRouting.Contracts;

namespace TieredRouting.Configuration;

/// <summary>
/// Everything that was declared, before it is checked and built. Only the data is hashed; code is not. Names are sorted, so that the order in which they were written
/// never shows.
/// </summary>
internal sealed class TieredRoutingOptions
{
    public string Currency { get; set; } = "USD";

    public List<string> Ladder { get; set; } = [];

    public SortedDictionary<string, TierOptions> Tiers { get; private set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The contracts; each is hashed by itself.</summary>
    [JsonIgnore]
    public SortedDictionary<string, ContractOptions> Contracts { get; private set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Rules written as data that hold for every contract.</summary>
    public List<RuleOptions> RuleData { get; set; } = [];

    /// <summary>The controls that the section states.</summary>
    public List<RoutingControl> Controls { get; set; } = [];

    /// <summary>The budgets that requests share, by name.</summary>
    public SortedDictionary<string, Budget> Budgets { get; private set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The model that chooses contracts, or <see langword="null"/>.</summary>
    public ClassifierOptions? Classifier { get; set; }

    /// <summary>The file of the difficulty model of contracts that name none, or <see langword="null"/>.</summary>
    public string? DifficultyModel { get; set; }

    /// <summary>The path of the configuration section to read over this, or <see langword="null"/>.</summary>
    [JsonIgnore]
    public string? SectionPath { get; set; }

    /// <summary>The section to read over this, where it was read already, or <see langword="null"/>.</summary>
    [JsonIgnore]
    public SectionNode? Section { get; set; }

    /// <summary>The folder that a relative <c>schemaFile</c> is looked for in; <see langword="null"/> for the working directory.</summary>
    [JsonIgnore]
    public string? SchemaFolder { get; set; }

    /// <summary>What the configuration said when the section was read, or <see langword="null"/>.</summary>
    [JsonIgnore]
    public ConfigurationReading? Reading { get; set; }

    /// <summary>Whether they were declared after a change of the configuration: what is wrong with them goes to a log.</summary>
    [JsonIgnore]
    public bool IsChange { get; init; }

    /// <summary>What is wrong with the section.</summary>
    [JsonIgnore]
    public ConfigurationErrors SectionErrors { get; } = new();

    /// <summary>What is unwise in the section, outside its contracts.</summary>
    [JsonIgnore]
    public List<string> SectionWarnings { get; } = [];

    /// <summary>Rules and validators that hold for one contract, by its name.</summary>
    [JsonIgnore]
    public Dictionary<string, ContractCode> Code { get; private set; } = new(StringComparer.OrdinalIgnoreCase);

    [JsonIgnore]
    public List<Func<IServiceProvider, IRoutingRule>> Rules { get; private set; } = [];

    [JsonIgnore]
    public List<Func<IServiceProvider, ISignalExtractor>> Extractors { get; private set; } = [];

    [JsonIgnore]
    public List<Func<IServiceProvider, ITextRecognizer>> Recognizers { get; private set; } = [];

    [JsonIgnore]
    public List<Func<IServiceProvider, IAnswerGate>> Gates { get; private set; } = [];

    [JsonIgnore]
    public List<AuditSinkRegistration> Sinks { get; private set; } = [];

    /// <summary>The kinds of client that the section may name.</summary>
    [JsonIgnore]
    public ClientKinds ClientKinds { get; private set; } = new();

    [JsonIgnore]
    public Func<string, int>? TokenCounter { get; set; }

    /// <summary>The key that the ids of users and tenants are hashed with.</summary>
    [JsonIgnore]
    public Func<IServiceProvider, AuditKey>? IdKey { get; set; }

    /// <summary>How much the ledger keeps, where that was said.</summary>
    [JsonIgnore]
    public LedgerOptions? Ledger { get; set; }

    [JsonIgnore]
    public TimeSpan ExtractorTimeLimit { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>What was built of these options, once they were found valid.</summary>
    [JsonIgnore]
    public RoutingModel? Model { get; set; }

    /// <summary>The model whose surroundings, and whose contracts that are declared as before, still hold; <see langword="null"/> to build all anew.</summary>
    [JsonIgnore]
    public RoutingModel? Kept { get; private set; }

    /// <summary>The model that was in force before a change, or <see langword="null"/>.</summary>
    [JsonIgnore]
    public RoutingModel? Earlier { get; init; }

    /// <summary>Takes over what code declared; the data as copies, since configuration may change them.</summary>
    public void TakeFrom(TieredRoutingOptions code)
    {
        TakeSurroundings(code);
        foreach (var name in code.Contracts.Keys)
            TakeContract(code, name);
    }

    /// <summary>Takes over what code declared, and of earlier options the contracts that did not change.</summary>
    public void TakeFrom(TieredRoutingOptions code, TieredRoutingOptions earlier, SectionChange change)
    {
        TakeSurroundings(code);
        Kept = earlier.Model;
        Contracts = new(earlier.Contracts, StringComparer.OrdinalIgnoreCase);
        Code = new(earlier.Code, StringComparer.OrdinalIgnoreCase);
        foreach (var name in change.Names)
        {
            Contracts.Remove(name);
            Code.Remove(name);
        }

        foreach (var name in code.Contracts.Keys.Where(change.Names.Contains))
            TakeContract(code, name);
    }

    private void TakeSurroundings(TieredRoutingOptions code)
    {
        (Currency, Ladder) = (code.Currency, [.. code.Ladder]);
        (SectionPath, Section, SchemaFolder) = (code.SectionPath, code.Section, code.SchemaFolder);
        DifficultyModel = code.DifficultyModel;
        Tiers = new(code.Tiers.ToDictionary(pair => pair.Key, pair => pair.Value.Clone()), StringComparer.OrdinalIgnoreCase);
        Budgets = new(code.Budgets, StringComparer.OrdinalIgnoreCase);
        (Rules, Extractors, Recognizers, Gates, Sinks) = (code.Rules, code.Extractors, code.Recognizers, code.Gates, code.Sinks);
        (TokenCounter, ExtractorTimeLimit, ClientKinds, IdKey, Classifier, Ledger) = (code.TokenCounter, code.ExtractorTimeLimit, code.ClientKinds, code.IdKey, code.Classifier, code.Ledger);
    }

    private void TakeContract(TieredRoutingOptions code, string name)
    {
        Contracts.Add(name, code.Contracts[name].Clone());
        if (code.Code.TryGetValue(name, out var own))
            Code.Add(name, own.Clone());
    }

    /// <summary>What a contract has that cannot be data.</summary>
    public ContractCode CodeOf(string contract)
    {
        if (!Code.TryGetValue(contract, out var code))
            Code.Add(contract, code = new ContractCode());
        return code;
    }
}
