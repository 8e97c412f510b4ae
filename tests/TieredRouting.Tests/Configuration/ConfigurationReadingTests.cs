using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using TieredRouting.Configuration;

namespace TieredRouting.Tests.Configuration;

public sealed class ConfigurationReadingTests
{
    [Fact]
    public void A_later_reading_does_not_hold_on_to_the_one_before_it()
    {
        var (later, earlier) = ReadTwice();

        GC.Collect();

        earlier.IsAlive.Should().BeFalse("a host that announces changes all day would keep all that was ever said");
        GC.KeepAlive(later);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (ConfigurationReading Later, WeakReference Earlier) ReadTwice()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Section:a", "1")]).Build();
        var earlier = ConfigurationReading.Of(configuration, "Section");
        return (earlier.Again(configuration), new WeakReference(earlier));
    }
}
