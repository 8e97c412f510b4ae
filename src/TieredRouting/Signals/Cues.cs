namespace TieredRouting.Signals;

/// <summary>
/// What one look over a text saw: characters of a kind, and words of the groups in <see cref="CueWords"/>. A cue finds nothing by itself; it says
/// which detectors have to look.
/// </summary>
[Flags]
internal enum Cues : ulong
{
    None = 0,

    /// <summary>A digit from 0 to 9.</summary>
    Digit = 1 << 0,

    /// <summary>An '@'.</summary>
    At = 1 << 1,

    /// <summary>An underscore.</summary>
    Underscore = 1 << 2,

    /// <summary>A colon, an equals sign or a '&gt;'.</summary>
    Assignment = 1 << 3,

    /// <summary>A hyphen.</summary>
    Hyphen = 1 << 4,

    /// <summary>A character beyond ASCII; the words are then those of <see cref="PlainText"/> as well.</summary>
    NonAscii = 1 << 5,

    /// <summary>14 or more letters, digits, underscores or hyphens in a row.</summary>
    LongRun = 1 << 6,

    /// <summary>24 or more of them.</summary>
    VeryLongRun = 1 << 7,

    /// <summary>A verb that takes instructions away: <c>ignore</c>, <c>disregard</c>.</summary>
    InjectionVerb = 1 << 8,

    /// <summary>What such a verb is aimed at: <c>instructions</c>, <c>prompt</c>.</summary>
    InjectionObject = 1 << 9,

    /// <summary>A verb that sends: <c>send</c>, <c>notify</c>.</summary>
    Send = 1 << 10,

    /// <summary>A verb that changes: <c>delete</c>, <c>refund</c>.</summary>
    Change = 1 << 11,

    /// <summary>Who a message may reach: <c>customers</c>, <c>everyone</c>.</summary>
    Audience = 1 << 12,

    /// <summary>What may be counted in a store: <c>records</c>, <c>rows</c>.</summary>
    Records = 1 << 13,

    /// <summary>A currency by name: <c>dollars</c>.</summary>
    Currency = 1 << 14,

    /// <summary>What comes before a person's name: <c>name</c>, <c>Mr</c>, <c>dear</c>, the <c>am</c> behind an <c>I</c>.</summary>
    Person = 1 << 15,

    /// <summary>What ends a letter: <c>regards</c>, <c>sincerely</c>, and the end of its line right behind.</summary>
    SignOff = 1 << 16,

    /// <summary>What speaks of a birth: <c>born</c>, <c>birthday</c>.</summary>
    Birth = 1 << 18,

    /// <summary>What is numbered and names its holder: <c>passport</c>, <c>license</c>.</summary>
    NationalId = 1 << 19,

    /// <summary>Pay of people: <c>salary</c>, <c>payslip</c>.</summary>
    Payroll = 1 << 20,

    /// <summary>Law: <c>lawsuit</c>, <c>attorney</c>.</summary>
    Legal = 1 << 21,

    /// <summary>Health: <c>diagnosis</c>, <c>prescription</c>.</summary>
    Health = 1 << 22,

    /// <summary>A key that must not be seen: <c>private</c>.</summary>
    PrivateKey = 1 << 23,

    /// <summary>What an attempt to steer may be about: <c>password</c>, <c>mode</c>, <c>approved</c>.</summary>
    InjectionSubject = 1 << 24,

    /// <summary>Says that something is otherwise than it was said: <c>earlier</c>, <c>contradicts</c>.</summary>
    Contradiction = 1 << 25,

    /// <summary>The text was looked at: without it, the others mean nothing.</summary>
    Scanned = 1UL << 63,
}
