using System.Net;
using System.Net.Sockets;
using TieredRouting.Fallback;

namespace TieredRouting.Tests.Fallback;

public sealed class ErrorClassifierTests
{
    public static TheoryData<Exception, string, bool, bool> Table => new()
    {
        { Http(401), "Authentication", false, false },
        { Http(403), "Authentication", false, false },
        { Http(400), "BadRequest", false, false },
        { Http(404), "Unknown", true, true },
        { Http(422), "BadRequest", false, false },
        { Http(400, "context_length_exceeded"), "ContextTooLong", true, false },
        { Http(400, "This model's maximum context length is 8192 tokens"), "ContextTooLong", true, false },
        { Http(400, "Prompt is too long: 210000 tokens"), "ContextTooLong", true, false },
        { Http(413), "ContextTooLong", true, false },
        { Http(408), "Timeout", true, true },
        { Http(504), "Timeout", true, true },
        { Http(429), "Throttled", true, false },
        { Http(500), "ServerError", true, true },
        { Http(502), "ServerError", true, true },
        { Http(503), "Overloaded", true, true },
        { Http(529), "Overloaded", true, true },
        { Http(400, "the request exceeds the available context size"), "ContextTooLong", true, false },
        { Http(400, "Input is too long for requested model."), "ContextTooLong", true, false },
        { Http(400, "HTTP 400 (content_filter)"), "ContentFilter", true, false },
        { Http(400, "Output blocked by content filtering policy"), "ContentFilter", true, false },
        { Http(400, "triggering Azure OpenAI's content management policy"), "ContentFilter", true, false },
        { Http(302), "Unknown", true, true },
        { new HttpRequestException(HttpRequestError.NameResolutionError), "Network", true, false },
        { new HttpRequestException(HttpRequestError.ConnectionError), "Network", true, false },
        { new HttpRequestException(HttpRequestError.SecureConnectionError), "Network", true, false },
        { new HttpRequestException(HttpRequestError.ResponseEnded), "Network", true, true },
        { new SocketException(), "Network", true, true },
        { new IOException(), "Network", true, true },
        { new TimeoutException(), "Timeout", true, true },
        { new TaskCanceledException(), "Timeout", true, true },
        { BadArgument(), "OwnBug", false, false },
        { new InvalidOperationException(), "OwnBug", false, false },
        { new NotImplementedException(), "OwnBug", false, false },
        { new NotSupportedException(), "OwnBug", false, false },
        { new InvalidCastException(), "OwnBug", false, false },
        { new ProviderException(), "Unknown", true, true },
        { new ProviderException(new IOException()), "Network", true, true },
        { new ProviderException(new ProviderException(Http(429))), "Throttled", true, false },
        { new ClientResultException(429), "Throttled", true, false },
        { new ClientResultException(500), "ServerError", true, true },
        { new ClientResultException(401), "Authentication", false, false },
        { new ClientResultException(0), "Unknown", true, true },
        { new ClientResultException(400, "context_length_exceeded"), "ContextTooLong", true, false },
        { new StatusCodeException(HttpStatusCode.BadGateway), "ServerError", true, true },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void An_exception_is_told_by_its_status_and_type(Exception exception, string kind, bool mendable, bool billed)
    {
        ErrorClassifier.Classify(exception).ToString().Should().Be(kind);
        ErrorClassifier.IsMendable(ErrorClassifier.Classify(exception)).Should().Be(mendable);
        ErrorClassifier.MayBeBilled(exception).Should().Be(billed);
    }

    [Fact]
    public void What_nobody_can_mend_is_little() =>
        Enum.GetValues<ErrorKind>().Where(kind => !ErrorClassifier.IsMendable(kind)).Should().BeEquivalentTo([ErrorKind.Authentication, ErrorKind.BadRequest, ErrorKind.OwnBug]);

    private static ArgumentException BadArgument(string? argument = null) => new("no", nameof(argument));

    private static HttpRequestException Http(int status, string message = "no") => new(message, null, (HttpStatusCode)status);

    /// <summary>Shaped like the exception of a provider's client: the core references none of them.</summary>
    private sealed class ClientResultException(int status, string message = "no") : Exception(message)
    {
        public int Status { get; } = status;
    }

    private sealed class StatusCodeException(HttpStatusCode status) : Exception
    {
        public HttpStatusCode StatusCode { get; } = status;
    }

    private sealed class ProviderException(Exception? inner = null) : Exception("no", inner);
}
