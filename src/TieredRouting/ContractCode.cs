namespace TieredRouting;

/// <summary>What a contract has that cannot be data.</summary>
internal sealed class ContractCode
{
    public List<IRoutingRule> Rules { get; } = [];

    public List<IAnswerValidator> Validators { get; } = [];

    /// <summary>Makes the validator of the contract's schema. Set only by members that are annotated for trimming.</summary>
    public Func<System.Text.Json.JsonElement, IAnswerValidator>? SchemaValidator { get; set; }
}
