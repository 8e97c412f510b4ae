using Microsoft.Extensions.Options;

namespace TieredRouting.Configuration;

/// <summary>Calls what code declared to make gates, rules, signals and clients. One that throws or makes nothing is an error like any other, and is named with the rest.</summary>
internal sealed class Factories(IServiceProvider services, bool isChange, ConfigurationErrors errors)
{
    public IEnumerable<T> Made<T>(string path, IEnumerable<Func<IServiceProvider, T>> factories)
        where T : class
    {
        foreach (var create in factories)
        {
            if (Made(path, create) is { } made)
                yield return made;
        }
    }

    public T? Made<T>(string path, Func<IServiceProvider, T?> create)
        where T : class
    {
        try
        {
            var made = create(services);
            errors.Require(made is not null, path, "a factory made nothing");
            return made;
        }
        catch (Exception exception)
        {
            errors.Add(path, exception is OptionsValidationException ? Failure.Logged(exception) : $"a factory threw {Say(exception)}");
            return null;
        }
    }

    /// <summary>An exception in words: what is wrong with a change goes to a log.</summary>
    public string Say(Exception exception) => isChange ? Failure.Logged(exception) : Failure.Of(exception);
}
