namespace TieredRouting.Signals;

/// <summary>What a word may be part of, in an attempt to steer a model. A word may be several.</summary>
[Flags]
internal enum InjectionWord : ulong
{
    None = 0,

    /// <summary>Takes instructions away: <c>ignore</c>.</summary>
    Disregard = 1 << 0,

    /// <summary>Says which instructions: <c>previous</c>, <c>those</c>.</summary>
    Which = 1 << 1,

    /// <summary>What a model is steered by, and hardly anything else: <c>instructions</c>.</summary>
    Instruction = 1 << 2,

    /// <summary>What a model is steered by, among other things: <c>rules</c>.</summary>
    Rule = 1 << 3,

    /// <summary>What lies before: <c>above</c>, <c>everything</c>.</summary>
    Before = 1 << 4,

    /// <summary>Something to read, which a text within it may speak against: <c>webpage</c>.</summary>
    Document = 1 << 5,

    /// <summary>Asks for the attacker's words: <c>state</c>.</summary>
    Say = 1 << 6,

    /// <summary>Asks for something: <c>reveal</c>, <c>what</c>.</summary>
    Ask = 1 << 7,

    /// <summary>What only its owner knows: <c>password</c>.</summary>
    Secret = 1 << 8,

    /// <summary>Whose it is: <c>your</c>, <c>our</c>.</summary>
    Owner = 1 << 9,

    /// <summary>What no model is meant to be: <c>jailbroken</c>.</summary>
    Unbound = 1 << 10,

    /// <summary>What a mode is called: <c>developer</c>.</summary>
    ModeName = 1 << 11,

    /// <summary><c>mode</c>.</summary>
    Mode = 1 << 12,

    /// <summary>Says that a mode begins: <c>entering</c>, <c>now</c>.</summary>
    Enter = 1 << 13,

    /// <summary>Gives a part to play: <c>pretend</c>.</summary>
    Play = 1 << 14,

    /// <summary>Goes on to what is to be done: <c>and</c>.</summary>
    And = 1 << 15,

    /// <summary><c>you</c>.</summary>
    You = 1 << 16,

    /// <summary>Obliges: <c>must</c>.</summary>
    Must = 1 << 17,

    /// <summary>What obeying is: <c>obey</c>, <c>answer</c>.</summary>
    Obey = 1 << 18,

    /// <summary><c>my</c>.</summary>
    My = 1 << 19,

    /// <summary>Moves a request: <c>route</c>.</summary>
    Route = 1 << 20,

    /// <summary>Chooses: <c>use</c>.</summary>
    Use = 1 << 21,

    /// <summary>Costs little: <c>cheapest</c>.</summary>
    Cheap = 1 << 22,

    /// <summary>Where a request may go: <c>model</c>.</summary>
    Target = 1 << 23,

    /// <summary>The request itself: <c>this</c>.</summary>
    This = 1 << 24,

    /// <summary>Says that it is done: <c>already</c>.</summary>
    Already = 1 << 25,

    /// <summary>Says that a check has passed: <c>approved</c>.</summary>
    Cleared = 1 << 26,

    /// <summary>A check by a person: <c>approval</c>.</summary>
    Check = 1 << 27,

    /// <summary>Leaves a check out: <c>skip</c>.</summary>
    Skip = 1 << 28,

    /// <summary>Names what a request is to count as: <c>classify</c>.</summary>
    Label = 1 << 29,

    /// <summary>Something about a person: <c>birthday</c>.</summary>
    Personal = 1 << 30,

    /// <summary>Forbids: <c>never</c>.</summary>
    Deny = 1UL << 31,

    /// <summary>Gives away: <c>reveal</c>.</summary>
    Disclose = 1UL << 32,

    /// <summary>What is a person's own: <c>private</c>.</summary>
    Private = 1UL << 33,

    /// <summary>Asks for a place or a time: <c>where</c>.</summary>
    Where = 1UL << 34,

    /// <summary><c>do</c>.</summary>
    Do = 1UL << 35,

    /// <summary><c>anything</c>.</summary>
    Anything = 1UL << 36,

    /// <summary>Leaves out what should be done: <c>skip</c>.</summary>
    Omit = 1UL << 37,

    /// <summary>A person's yes: <c>approval</c>.</summary>
    Consent = 1UL << 38,
}
