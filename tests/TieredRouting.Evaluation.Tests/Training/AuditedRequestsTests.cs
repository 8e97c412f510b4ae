using TieredRouting.Signals;
using Microsoft.Extensions.AI;

namespace TieredRouting.Evaluation.Tests.Training;

public sealed class AuditedRequestsTests : IDisposable
{
    private const string Said = """{"v":1,"event":"feedback","id":"f","route":"r","time":"2026-03-01T09:31:00+00:00","details":{"feedback":"accepted"}}""";

    private readonly Folder _folder = new();

    [Fact]
    public async Task The_text_is_what_the_router_reads_of_the_messages_whoever_wrote_them()
    {
        var read = await Read(_folder.File("a.jsonl", Call("""{"role":"instructions","text":"no"},{"role":"system","text":"Be kind."},{"role":"user","text":"How many?"},{"role":"assistant","text":"Of what?"},{"role":"user","text":"Of 7 apples"}"""), Said));

        var text = RequestText.Of([new(ChatRole.System, "Be kind."), new(ChatRole.User, "How many?"), new(ChatRole.Assistant, "Of what?"), new(ChatRole.User, "Of 7 apples")]);
        read.All.Should().ContainSingle().Which.Should().BeEquivalentTo(LabelledRequest.Of(SeenIds.HashOf("r"), SeenIds.HashOf(text), "c", text, won: 0, lost: 0));
    }

    [Fact]
    public async Task What_cannot_be_used_when_it_is_read_again_is_an_error_too()
    {
        var good = _folder.File("a.jsonl", Call("""{"role":"user","text":"How many?"}"""), Said);
        var since = _folder.File("b.jsonl", Call("""{"role":"user","text":7}"""), Said);

        var read = () => new AuditedRequests(new AuditLines(good), new AuditLines(since), "small", "large", contract: null).ReadAsync(TestContext.Current.CancellationToken);

        (await read.Should().ThrowAsync<InputException>()).Which.Errors.Should().Equal("b.jsonl(1): is no audit record ($.content.messages[0].text)");
    }

    public void Dispose() => _folder.Dispose();

    private static Task<LabelledRequests> Read(FileInfo audit) => new AuditedRequests(new AuditLines(audit), new AuditLines(audit), "small", "large", contract: null).ReadAsync(TestContext.Current.CancellationToken);

    private static string Call(string messages) =>
        $$$"""{"v":1,"id":"i","route":"r","time":"2026-03-01T09:30:00+00:00","contract":"faq","cohort":"c","attempts":[{"kind":"answer","endpoint":"small","verdict":"accepted"}],"outcome":"released","content":{"messages":[{{{messages}}}],"answer":"so"}}""";
}
