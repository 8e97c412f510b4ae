using System.Reflection;
using Microsoft.Extensions.Logging;
using TieredRouting.Telemetry;

namespace TieredRouting.Tests.Telemetry;

public sealed class RoutingLogTests
{
    [Fact]
    public void Each_message_has_an_id_of_its_own()
    {
        var messages = typeof(RoutingLog).GetMethods().Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()).OfType<LoggerMessageAttribute>().ToList();

        messages.Should().HaveCountGreaterThan(20);
        messages.Select(message => message.EventId).Should().OnlyHaveUniqueItems();
    }
}
