namespace TieredRouting.Signals;

/// <summary>An exact counter that the application brought. One that throws or answers nonsense is no reason to fail a request: the estimate stands.</summary>
internal sealed class TokenCounter(Func<string, int> count)
{
    public long? Count(string text)
    {
        try
        {
            return count(text) is >= 0 and var tokens ? tokens : null;
        }
        catch (Exception)
        {
            return null;
        }
    }
}
