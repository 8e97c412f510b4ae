using Microsoft.Extensions.Options;

namespace TieredRouting.Configuration;

/// <summary>
/// What is said of an exception that foreign code threw. At start-up somebody reads it who is to mend it; later it goes to a log, where its message, which may
/// hold a key or a secret, has no place. The failures of an <see cref="OptionsValidationException"/> are for everybody to read.
/// </summary>
internal static class Failure
{
    public static string Of(Exception exception) => $"{exception.GetType().Name}: {exception.Message}";

    public static string Logged(Exception exception) =>
        exception is OptionsValidationException said ? string.Join("; ", said.Failures) : exception.GetType().Name;
}
