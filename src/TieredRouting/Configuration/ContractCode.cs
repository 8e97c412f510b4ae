using Microsoft.Extensions.AI;

namespace TieredRouting.Configuration;

/// <summary>What a contract has that cannot be data.</summary>
internal sealed class ContractCode
{
    public List<IRoutingRule> Rules { get; } = [];

    public List<IAnswerValidator> Validators { get; } = [];

    /// <summary>Makes the validator of the contract's schema. Set only by members that are annotated for trimming.</summary>
    public Func<System.Text.Json.JsonElement, IAnswerValidator>? SchemaValidator { get; set; }

    /// <summary>Reads a confidence from a provider's response.</summary>
    public Func<ChatResponse, ConfidenceLevel?>? ConfidenceReader { get; set; }

    /// <summary>A copy that can be changed without changing this.</summary>
    public ContractCode Clone()
    {
        var clone = new ContractCode { SchemaValidator = SchemaValidator, ConfidenceReader = ConfidenceReader };
        clone.Rules.AddRange(Rules);
        clone.Validators.AddRange(Validators);
        return clone;
    }
}
