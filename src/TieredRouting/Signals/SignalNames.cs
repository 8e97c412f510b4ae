namespace TieredRouting;

/// <summary>The names of the built-in signals.</summary>
public static class SignalNames
{
    /// <summary>How long the request is: <c>tokens</c>, <c>characters</c>, and whether the count is <c>exact</c>.</summary>
    public const string Length = "length";

    /// <summary>How strict the answer's form is: <c>schema</c>, <c>json</c> or <c>text</c>.</summary>
    public const string OutputStrictness = "outputStrictness";

    /// <summary>What the request's tools can do: <c>none</c>, <c>read</c>, <c>write</c> or <c>destructive</c>; its parts are the tools by name.</summary>
    public const string ToolRisk = "toolRisk";

    /// <summary>How far the effect reaches: <c>recipients</c>, <c>records</c> and <c>amount</c>, as far as they are known.</summary>
    public const string BlastRadius = "blastRadius";

    /// <summary>How well retrieval went, from 0 to 1, as the caller states it.</summary>
    public const string RetrievalConfidence = "retrievalConfidence";

    /// <summary>The user's tier, as the caller states it.</summary>
    public const string UserTier = "userTier";

    /// <summary>
    /// What in the text asks for care: the kinds of evidence, sorted and joined with commas (<c>address</c>, <c>creditCard</c>, <c>credential</c>, <c>dateOfBirth</c>,
    /// <c>email</c>, <c>health</c>, <c>iban</c>, <c>ipAddress</c>, <c>legal</c>, <c>nationalId</c>, <c>payroll</c>, <c>person</c>, <c>phone</c>), or <c>none</c>; its evidence says
    /// where. Its part <c>incomplete</c> is there where a recognizer failed.
    /// </summary>
    public const string PolicyLane = "policyLane";

    /// <summary>
    /// How much the text asks at once: <c>questions</c>, <c>constraints</c>, <c>codeBlocks</c>, <c>listItems</c> and <c>steps</c>; the
    /// value is their sum.
    /// </summary>
    public const string Structure = "structure";

    /// <summary>
    /// What the request is for: the intent that its contract declares, such as <c>extract</c>; where the contract was chosen by the contracts' examples, its name, or no value
    /// for none of them.
    /// </summary>
    public const string Intent = "intent";

    /// <summary>
    /// Where in its conversation a request stands: <c>turns</c>, whether the last is <c>short</c>, and the highest <c>tier</c> and the latest <c>endpoint</c> that answered in
    /// it; the value is the turns.
    /// </summary>
    public const string Conversation = "conversation";

    /// <summary>
    /// Whether the text tries to steer the model, its tools or the router: the kinds of evidence, sorted and joined with commas (<c>encoded</c>, <c>exfiltration</c>, <c>fakeRole</c>,
    /// <c>ignoreInstructions</c>, <c>persona</c>, <c>steering</c>), or <c>none</c>; its evidence says where.
    /// </summary>
    public const string PromptInjection = "promptInjection";

    /// <summary>How often the text contradicts itself; its evidence says where: a <c>field</c> with two figures, or a <c>statement</c> that says so.</summary>
    public const string Conflict = "conflict";

    /// <summary>How earlier requests of the same contract and cohort went; unavailable while nobody keeps a history.</summary>
    public const string CohortHistory = "cohortHistory";

    /// <summary>How likely the small endpoint fails where the large one succeeds, from 0 to 1, by a model learnt from recordings; unavailable where no model is named.</summary>
    public const string Difficulty = "difficulty";

    /// <summary>All of them.</summary>
    internal static IReadOnlyList<string> All { get; } = [Length, OutputStrictness, ToolRisk, BlastRadius, RetrievalConfidence, UserTier, PolicyLane, Structure, Intent, Conversation, PromptInjection, Conflict, CohortHistory, Difficulty];
}
