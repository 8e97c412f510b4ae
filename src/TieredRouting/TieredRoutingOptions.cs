using System.Text.Json.Serialization;

namespace TieredRouting;

/// <summary>Everything that was declared, before it is checked and built. Only the data is hashed; code is not.</summary>
internal sealed class TieredRoutingOptions
{
    public string Currency { get; set; } = "USD";

    public List<string> Ladder { get; private set; } = [];

    public Dictionary<string, TierOptions> Tiers { get; private set; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, ContractOptions> Contracts { get; private set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Rules and validators that hold for one contract, by its name.</summary>
    [JsonIgnore]
    public Dictionary<string, ContractCode> Code { get; private set; } = new(StringComparer.OrdinalIgnoreCase);

    [JsonIgnore]
    public List<Func<IServiceProvider, IRoutingRule>> Rules { get; private set; } = [];

    [JsonIgnore]
    public List<Func<IServiceProvider, ISignalExtractor>> Extractors { get; private set; } = [];

    [JsonIgnore]
    public List<Func<IServiceProvider, IAnswerGate>> Gates { get; private set; } = [];

    [JsonIgnore]
    public List<AuditSinkRegistration> Sinks { get; private set; } = [];

    [JsonIgnore]
    public Func<string, int>? TokenCounter { get; set; }

    [JsonIgnore]
    public TimeSpan ExtractorTimeLimit { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>What was built of these options, once they were found valid.</summary>
    [JsonIgnore]
    public RoutingModel? Model { get; set; }

    /// <summary>Takes over what code declared.</summary>
    public void TakeFrom(TieredRoutingOptions code)
    {
        (Currency, Ladder, Tiers, Contracts, Code) = (code.Currency, code.Ladder, code.Tiers, code.Contracts, code.Code);
        (Rules, Extractors, Gates, Sinks) = (code.Rules, code.Extractors, code.Gates, code.Sinks);
        (TokenCounter, ExtractorTimeLimit) = (code.TokenCounter, code.ExtractorTimeLimit);
    }
}
