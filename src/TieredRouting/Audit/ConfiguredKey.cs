using Microsoft.Extensions.Configuration;

namespace TieredRouting.Audit;

/// <summary>The key that a setting holds. It is made once for each value that the setting has. Thread-safe.</summary>
internal sealed class ConfiguredKey(IConfiguration configuration, string path)
{
    private volatile Made? _made;

    /// <exception cref="InvalidOperationException">The setting is missing.</exception>
    /// <exception cref="ArgumentException">Its value is too short.</exception>
    public AuditKey Read()
    {
        var value = configuration[path];
        if (string.IsNullOrEmpty(value))
            throw new InvalidOperationException($"The setting '{path}' holds no audit key.");
        var made = _made;
        if (made?.Value != value)
            _made = made = new Made(value, new AuditKey(value));
        return made.Key;
    }

    private sealed record Made(string Value, AuditKey Key);
}
