namespace TieredRouting.Signals;

/// <summary>What the evidence of prompt injection is called on the wire.</summary>
internal static class InjectionKinds
{
    /// <summary>Takes the model's instructions away.</summary>
    public const string Ignore = "ignoreInstructions";

    /// <summary>Asks for what only the application knows.</summary>
    public const string Exfiltration = "exfiltration";

    /// <summary>Gives the model another part to play, in which nothing is forbidden.</summary>
    public const string Persona = "persona";

    /// <summary>Speaks to the router, not to the model.</summary>
    public const string Steering = "steering";

    /// <summary>Plays another speaker: a system message within a text.</summary>
    public const string FakeRole = "fakeRole";

    /// <summary>One of the others, in Base64.</summary>
    public const string Encoded = "encoded";
}
