using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TieredRouting.Audit;

namespace TieredRouting.Tests.Audit;

/// <summary>What somebody may do to the files, and that it shows.</summary>
public sealed partial class AuditChainTests : IDisposable
{
    private const int Records = 10;

    private static readonly AuditKey Key = new("a key of at least sixteen bytes");
    private static readonly AuditKey OtherKey = new("another key of sixteen bytes or more");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));
    private readonly string _folder = Directory.CreateTempSubdirectory("tiered-routing-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "routing.jsonl");

    private string Head => Path + ".head";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_chain_that_nobody_touched_is_whole(bool keyed)
    {
        await Write(keyed ? Key : null);

        var found = await Verify(keyed ? Key : null);

        found.Should().BeEquivalentTo(new AuditVerification { Records = Records });
        found.ToString().Should().Be("10 records, the chain is whole");
    }

    [Theory]
    [InlineData("a letter of a record is changed", 4, "content")]
    [InlineData("a letter of the last record is changed", 10, "content")]
    [InlineData("a space is added", 4, "content")]
    [InlineData("a line is removed", 4, "records 4 to 4 before it are missing")]
    [InlineData("three lines are removed", 4, "records 4 to 6 before it are missing")]
    [InlineData("the first line is removed", 1, "files before this one are missing")]
    [InlineData("two lines change places", 4, "records 4 to 4 before it are missing")]
    [InlineData("a line is repeated", 5, "moved or repeated")]
    [InlineData("a line is inserted", 5, "does not end as a record")]
    [InlineData("an empty line is inserted", 5, "does not end as a record")]
    [InlineData("a line is changed and hashed again", 5, "does not follow")]
    [InlineData("a number is changed", 4, "missing")]
    [InlineData("a number is written differently", 4, "does not end as a record")]
    [InlineData("a name of the chain is changed", 4, "missing, or it does not belong here")]
    [InlineData("the name of the chain is changed all over", 1, "name of its chain")]
    [InlineData("a hash is changed", 4, "content")]
    [InlineData("a link is changed", 4, "does not follow")]
    [InlineData("the last line is cut off", 10, "records 10 to 10 were cut off the end")]
    [InlineData("the last five lines are cut off", 6, "records 6 to 10 were cut off the end")]
    [InlineData("the last line is torn", 10, "records 10 to 10 were cut off the end")]
    [InlineData("the file is emptied", 1, "cut off")]
    [InlineData("the file is swapped", 11, "which the head names, is not there")]
    [InlineData("line ends are changed", 1, "does not end as a record")]
    public async Task Whatever_is_done_to_the_lines_is_found_where_it_was_done(string deed, int line, string flaw)
    {
        foreach (var key in new[] { null, Key })
        {
            await Write(key);
            await Do(deed, key);

            var found = await Verify(key);

            found.IsWhole.Should().BeFalse(deed);
            (found.File, found.Line).Should().Be(("routing.jsonl", line), found.ToString());
            found.Flaw.Should().Contain(flaw);
            found.ToString().Should().StartWith($"routing.jsonl, line {line}: ");
            Clear();
        }
    }

    [Fact]
    public async Task A_whole_new_chain_that_a_forger_wrote_is_found_with_the_key_only()
    {
        await Write(Key);
        Clear();
        await Write(null);

        (await Verify(null)).IsWhole.Should().BeTrue("without a key, whoever may write the file can write a chain");
        (await Verify(Key)).Flaw.Should().Contain("no key");
    }

    [Fact]
    public async Task A_line_that_was_hashed_again_under_another_key_is_found()
    {
        await Write(Key);
        await Do("a line is changed and hashed again", OtherKey);

        (await Verify(Key)).Should().Match<AuditVerification>(found => found.Line == 4 && found.Flaw!.Contains("content"));
    }

    [Fact]
    public async Task The_wrong_key_and_a_missing_key_say_so()
    {
        await Write(Key);

        (await Verify(OtherKey)).Should().Match<AuditVerification>(found => found.Line == 1 && found.Flaw!.Contains("another key"));
        (await Verify(null)).Should().Match<AuditVerification>(found => found.Line == 1 && found.Flaw!.Contains("a key that was not given"));
    }

    [Fact]
    public async Task A_head_that_is_deleted_is_found()
    {
        await Write(null);
        File.Delete(Head);

        (await Verify(null)).Should().Match<AuditVerification>(found => found.File == "routing.jsonl.head" && found.Line == null && found.Flaw!.Contains("missing") && found.Records == Records);
    }

    [Theory]
    [InlineData("not a head")]
    [InlineData("{}")]
    public async Task A_head_that_is_none_is_found(string text)
    {
        await Write(null);
        await File.WriteAllTextAsync(Head, text, CancellationToken.None);

        (await Verify(null)).Flaw.Should().Contain("head was changed");
    }

    [Fact]
    public async Task Lines_cut_off_under_a_head_that_was_written_to_fit_are_found_with_a_key()
    {
        await Write(Key);
        await Do("the last five lines are cut off", Key);
        var last = (await File.ReadAllLinesAsync(Path, CancellationToken.None))[^1];
        var head = await File.ReadAllTextAsync(Head, CancellationToken.None);
        head = HeadHash().Replace(HeadNumber().Replace(head, "\"seq\":5,"), $"\"hash\":\"{last[^67..^3]}\"");
        await File.WriteAllTextAsync(Head, head, CancellationToken.None);

        (await Verify(Key)).Flaw.Should().Contain("head was changed");
    }

    [Fact]
    public async Task A_file_that_was_deleted_is_found()
    {
        await Write(null);
        File.Delete(Path);

        (await Verify(null)).Flaw.Should().Contain("missing");
        File.Delete(Head);
        await FluentActions.Awaiting(() => Verify(null)).Should().ThrowAsync<FileNotFoundException>();
    }

    [Fact]
    public async Task A_last_line_that_was_torn_is_told_and_is_no_flaw()
    {
        await Write(null);
        await File.AppendAllTextAsync(Path, "{\"v\":1,\"id\"", CancellationToken.None);

        (await Verify(null)).Should().BeEquivalentTo(new AuditVerification { Records = Records, TornBytes = 11 });
    }

    [Fact]
    public async Task What_one_process_stopped_at_another_goes_on_from()
    {
        await Write(Key);
        await Write(Key);
        await Write(Key);

        (await Verify(Key)).Should().BeEquivalentTo(new AuditVerification { Records = 3 * Records });
        Lines().Select(line => ChainId().Match(line).Value).Distinct().Should().HaveCount(3, "each process has a chain of its own, linked to the one before");
    }

    [Fact]
    public async Task A_commit_that_the_head_does_not_name_yet_is_gone_on_from()
    {
        await Write(null);
        var head = await File.ReadAllBytesAsync(Head, CancellationToken.None);
        await Write(null);
        await File.WriteAllBytesAsync(Head, head, CancellationToken.None);

        (await Verify(null)).Should().BeEquivalentTo(new AuditVerification { Records = 2 * Records });
        await Write(null);

        (await Verify(null)).Should().BeEquivalentTo(new AuditVerification { Records = 3 * Records });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    public async Task A_forger_without_the_key_cannot_have_the_writer_sign_for_a_cut_by_a_head_without_a_key(int advance)
    {
        await Write(Key);
        await Do("the last five lines are cut off", Key);
        ForgeHead(null);
        _time.Advance(TimeSpan.FromDays(advance));

        await Write(Key);

        (await Verify(Key)).Should().Match<AuditVerification>(found => found.Line == 6 && found.Flaw!.Contains("the head was changed"));
    }

    [Fact]
    public async Task A_forger_without_the_key_cannot_cut_records_off_before_the_key_is_changed()
    {
        await Write(OtherKey);
        await Do("the last five lines are cut off", OtherKey);
        ForgeHead(null, claims: OtherKey.Fingerprint);

        await Write(Key);

        (await AuditChain.VerifyAsync(Path, [Key, OtherKey])).Should().Match<AuditVerification>(found => found.Line == 6 && found.Flaw!.Contains("was not genuine"));
    }

    [Fact]
    public async Task A_forger_with_an_earlier_key_cannot_go_back_to_it()
    {
        await Write(OtherKey);
        await Write(Key);
        await Write(OtherKey);
        (await AuditChain.VerifyAsync(Path, [Key, OtherKey])).Should().Match<AuditVerification>(found => found.Line == 22 && found.Flaw!.Contains("goes back to the key"));

        Clear();
        await Write(OtherKey);
        (await AuditChain.VerifyAsync(Path, [Key, OtherKey])).Flaw.Should().Contain($"ends under the key {OtherKey.Fingerprint}", "what was written under the present key was dropped");
    }

    [Fact]
    public async Task An_event_that_names_another_key_than_the_chain_had_is_found()
    {
        await Write(Key);
        var chain = new HashChain(Encoding.ASCII.GetBytes(Lines()[^1][^67..^3]));
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        chain.Add(
            ChainEvents.Line(ChainEvents.KeyChanged, _time.GetUtcNow(), json =>
            {
                json.WriteNull("from");
                json.WriteString("to", OtherKey.Fingerprint);
            }),
            OtherKey,
            output);
        await File.AppendAllTextAsync(Path, Encoding.UTF8.GetString(output.WrittenSpan), CancellationToken.None);

        (await AuditChain.VerifyAsync(Path, [OtherKey, Key])).Should().Match<AuditVerification>(found => found.Line == 11 && found.Flaw!.Contains("another key before"));
    }

    [Fact]
    public async Task The_head_of_another_audit_is_no_head_of_this_one()
    {
        await Write(Key);
        await File.WriteAllTextAsync(Head, string.Empty, CancellationToken.None);
        File.Delete(Head);
        var other = System.IO.Path.Combine(Directory.CreateDirectory(System.IO.Path.Combine(_folder, "other")).FullName, "routing.jsonl");
        using (var sink = new JsonLinesAuditSink(other, new JsonLinesOptions { Key = () => Key }, _time, NullLogger.Instance))
            sink.Begin();
        File.Copy(other + ".head", Head);
        await Do("the last five lines are cut off", Key);

        (await Verify(Key)).Flaw.Should().Contain("which the head names, is not there");
        Directory.Delete(System.IO.Path.GetDirectoryName(other)!, recursive: true);
    }

    [Fact]
    public async Task The_files_of_another_instance_are_not_taken_for_these()
    {
        var other = Path.Replace("routing", "other");
        using (var sink = new JsonLinesAuditSink(other, new JsonLinesOptions { Key = () => Key }, _time, NullLogger.Instance))
            await sink.WriteAsync(Given.Record(), CancellationToken.None);
        await Write(Key);
        File.Copy(other, Path, overwrite: true);
        File.Copy(other + ".head", Head, overwrite: true);

        (await Verify(Key)).Flaw.Should().Contain("file with another name");
        await Write(Key);

        (await Verify(Key)).Flaw.Should().Contain("file with another name", "the writer looks too, before it goes on");
    }

    [Fact]
    public async Task An_older_head_is_found_once_more_than_a_commit_lies_beyond_it()
    {
        await Write(Key);
        var head = await File.ReadAllBytesAsync(Head, CancellationToken.None);
        using (var sink = Sink(new JsonLinesOptions { Key = () => Key }))
        {
            for (var i = 0; i <= RecentHashes.Count; i++)
                await sink.WriteAsync(Given.Record(), CancellationToken.None);
        }

        await File.WriteAllBytesAsync(Head, head, CancellationToken.None);

        (await Verify(Key)).Flaw.Should().Contain("the head is an older one");
    }

    [Fact]
    public async Task A_process_that_was_killed_between_lines_and_head_may_be_followed_by_one_with_another_key()
    {
        foreach (var before in new[] { null, OtherKey })
        {
            await Write(before);
            var head = await File.ReadAllBytesAsync(Head, CancellationToken.None);
            using (var sink = Sink(new JsonLinesOptions { Key = () => before }))
                await sink.WriteAsync(Given.Record(), CancellationToken.None);
            await File.WriteAllBytesAsync(Head, head, CancellationToken.None);

            await Write(Key);

            var found = await AuditChain.VerifyAsync(Path, before is null ? [Key] : [Key, before], allowUnkeyedStart: true);
            found.IsWhole.Should().BeTrue(found.ToString());
            Clear();
        }
    }

    [Fact]
    public async Task A_head_that_a_full_disk_left_empty_is_none_where_there_is_no_record_yet()
    {
        await File.WriteAllTextAsync(Path, string.Empty, CancellationToken.None);
        await File.WriteAllTextAsync(Head, string.Empty, CancellationToken.None);

        await Write(null);

        (await Verify(null)).Should().BeEquivalentTo(new AuditVerification { Records = Records });
    }

    [Theory]
    [InlineData("{ \"not an audit\": 1 }\n")]
    [InlineData("not an audit")]
    public async Task A_file_that_holds_something_else_is_left_alone(string text)
    {
        await File.WriteAllTextAsync(Path, text, CancellationToken.None);

        await FluentActions.Awaiting(() => Write(null)).Should().ThrowAsync<IOException>().WithMessage("*something else than an audit*");

        (await File.ReadAllTextAsync(Path, CancellationToken.None)).Should().Be(text);
    }

    [Theory]
    [InlineData("moved")]
    [InlineData("deleted")]
    [InlineData("cut")]
    [InlineData("without its head")]
    public async Task A_file_that_is_taken_from_under_its_writer_does_not_swallow_records(string deed)
    {
        using var sink = Sink();
        await sink.WriteAsync(Given.Record("call-1"), CancellationToken.None);
        await sink.WriteAsync(Given.Record("call-2"), CancellationToken.None);
        if (deed == "moved")
            File.Move(Path, Path + ".old");
        else if (deed == "deleted")
            File.Delete(Path);
        else if (deed == "cut")
            await File.WriteAllLinesAsync(Path, Lines()[..1], CancellationToken.None);
        else
            File.Delete(Head);

        await sink.WriteAsync(Given.Record("call-3"), CancellationToken.None);

        Lines()[^1].Should().Contain("\"id\":\"call-3\"");
        Lines()[^2].Should().Contain("\"event\":\"brokenChain\"");
        (await Verify(null)).Flaw.Should().Contain("found the chain broken");
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public async Task Commits_within_a_millisecond_share_a_look_at_the_file(int milliseconds, bool isNoticed)
    {
        using var sink = new JsonLinesAuditSink(Path, new JsonLinesOptions(), _time, NullLogger.Instance);
        await sink.WriteAsync(Given.Record("call-1"), CancellationToken.None);
        await sink.WriteAsync(Given.Record("call-2"), CancellationToken.None);
        File.Delete(Path);

        _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        await sink.WriteAsync(Given.Record("call-3"), CancellationToken.None);

        File.Exists(Path).Should().Be(isNoticed);
    }

    [Fact]
    public async Task A_writer_whose_lock_was_taken_away_keeps_its_place()
    {
        var first = Sink();
        await first.WriteAsync(Given.Record("call-1"), CancellationToken.None);
        File.Delete(Path + ".lock");
        using var second = Sink();

        await FluentActions.Awaiting(() => second.WriteAsync(Given.Record("call-2"), CancellationToken.None).AsTask()).Should().ThrowAsync<IOException>().WithMessage("*another writer*");
        await first.WriteAsync(Given.Record("call-3"), CancellationToken.None);
        first.Dispose();
        await second.WriteAsync(Given.Record("call-4"), CancellationToken.None);

        (await Verify(null)).Should().BeEquivalentTo(new AuditVerification { Records = 3 });
    }

    [Fact]
    public async Task A_writer_that_another_had_the_place_of_goes_on_behind_it()
    {
        using var first = Sink();
        await first.WriteAsync(Given.Record("call-1"), CancellationToken.None);
        File.Delete(Path + ".lock");
        File.Copy(Head, Head + "2");
        File.Move(Head + "2", Head, overwrite: true);
        using (var second = Sink())
            await second.WriteAsync(Given.Record("call-2"), CancellationToken.None);

        await first.WriteAsync(Given.Record("call-3"), CancellationToken.None);

        (await Verify(null)).Should().BeEquivalentTo(new AuditVerification { Records = 3 });
    }

    [Theory]
    [InlineData("put back")]
    [InlineData("deleted")]
    [InlineData("put back onto a full disk")]
    public async Task A_file_and_head_that_are_put_back_together_under_their_writer_are_missed(string deed)
    {
        var isFull = false;
        using var sink = Sink(new JsonLinesOptions { Key = () => Key, Open = path => isFull && path == Head ? throw new IOException("full") : new AuditFile(path) });
        await sink.WriteAsync(Given.Record("call-1"), CancellationToken.None);
        var (file, head) = (await File.ReadAllBytesAsync(Path, CancellationToken.None), await File.ReadAllBytesAsync(Head, CancellationToken.None));
        await sink.WriteAsync(Given.Record("call-2"), CancellationToken.None);
        File.Delete(Path);
        File.Delete(Head);
        if (deed != "deleted")
        {
            await File.WriteAllBytesAsync(Path, file, CancellationToken.None);
            await File.WriteAllBytesAsync(Head, head, CancellationToken.None);
        }

        if (deed == "put back onto a full disk")
        {
            isFull = true;
            await FluentActions.Awaiting(() => sink.WriteAsync(Given.Record("call-3"), CancellationToken.None).AsTask()).Should().ThrowAsync<IOException>();
            isFull = false;
        }

        await sink.WriteAsync(Given.Record("call-3"), CancellationToken.None);

        (await Verify(Key)).Flaw.Should().Contain("records that this process wrote are missing");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_audit_that_was_begun_without_a_record_may_go_on_under_another_key(bool keyed)
    {
        using (var sink = Sink(new JsonLinesOptions { Key = () => keyed ? OtherKey : null }))
            sink.Begin();

        await Write(Key);

        (await Verify(Key)).Should().BeEquivalentTo(new AuditVerification { Records = Records, Events = 1 });
        Lines()[0].Should().Contain("keyChanged");
    }

    [Fact]
    public async Task A_process_that_was_killed_between_its_first_lines_and_their_head_may_be_followed_by_one_with_another_key()
    {
        using (var sink = Sink(new JsonLinesOptions { Key = () => OtherKey }))
            sink.Begin();
        var head = await File.ReadAllBytesAsync(Head, CancellationToken.None);
        await Write(OtherKey);
        await File.WriteAllBytesAsync(Head, head, CancellationToken.None);

        await Write(Key);

        (await AuditChain.VerifyAsync(Path, [Key, OtherKey])).Should().BeEquivalentTo(new AuditVerification { Records = 2 * Records, Events = 1 });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_process_that_was_killed_at_the_very_change_of_its_key_raises_no_alarm(bool changesAgain)
    {
        var third = new AuditKey("a third key of sixteen bytes or more");
        AuditKey[] keys = changesAgain ? [third, Key, OtherKey] : [Key, OtherKey];
        await Write(OtherKey);
        var head = await File.ReadAllBytesAsync(Head, CancellationToken.None);
        using (var sink = Sink(new JsonLinesOptions { Key = () => Key }))
            await sink.WriteAsync(Given.Record(), CancellationToken.None);
        await File.WriteAllBytesAsync(Head, head, CancellationToken.None);
        (await AuditChain.VerifyAsync(Path, [Key, OtherKey])).Should().BeEquivalentTo(new AuditVerification { Records = Records + 1, Events = 1 });

        await Write(keys[0]);

        (await AuditChain.VerifyAsync(Path, keys)).Should().BeEquivalentTo(new AuditVerification { Records = (2 * Records) + 1, Events = keys.Length - 1 });
    }

    [Fact]
    public async Task Nobody_can_make_the_head_of_a_change_of_key_from_the_record_of_the_change()
    {
        await Write(OtherKey);
        var head = (await File.ReadAllTextAsync(Head, CancellationToken.None)).TrimEnd();
        await Write(Key);

        var change = System.Text.Json.JsonDocument.Parse(Lines()[Records]).RootElement.GetProperty("head").GetString()!;

        change[..^66].Should().Be(head[..^66]);
        change[^66..].Should().NotBe(head[^66..]);
        ChainHead.Read(Encoding.ASCII.GetBytes(change))!.IsGenuine(OtherKey).Should().BeFalse();
    }

    [Fact]
    public async Task A_first_head_that_was_written_in_part_is_none()
    {
        using (var sink = Sink())
            sink.Begin();
        await File.WriteAllBytesAsync(Head, (await File.ReadAllBytesAsync(Head, CancellationToken.None))[..100], CancellationToken.None);

        await Write(null);

        (await Verify(null)).Should().BeEquivalentTo(new AuditVerification { Records = Records });
    }

    [Theory]
    [InlineData("\"start\":\"", "\"start\":\"00")]
    [InlineData("\"rolled\":0", "\"rolled\":-1")]
    [InlineData("\"broken\":0", "\"broken\":4000000000")]
    public async Task A_head_of_another_form_does_not_stop_the_writer(string part, string other)
    {
        await Write(null);
        await File.WriteAllTextAsync(Head, (await File.ReadAllTextAsync(Head, CancellationToken.None)).Replace(part, other), CancellationToken.None);

        await Write(null);

        Lines()[Records].Should().Contain("brokenChain").And.Contain("could not be read");
    }

    [Theory]
    [InlineData("the last five lines are cut off", "head names are missing")]
    [InlineData("the head is deleted", "the head was missing")]
    [InlineData("the head is changed", "the head was changed")]
    [InlineData("the file is emptied", "head names are missing")]
    [InlineData("the file ends with a foreign line", "not a record of a chain")]
    public async Task What_was_done_while_nobody_wrote_stays_on_record_when_writing_goes_on(string deed, string flaw)
    {
        await Write(Key);
        await Do(deed, Key);
        var kept = Lines().Length;

        await Write(Key);

        Lines()[kept].Should().Contain("\"event\":\"brokenChain\"").And.Contain(flaw);
        (await Verify(Key)).IsWhole.Should().BeFalse();
    }

    [Fact]
    public async Task A_key_that_is_changed_is_an_event_under_the_new_one()
    {
        var key = Key;
        using (var sink = Sink(new JsonLinesOptions { Key = () => key }))
        {
            await sink.WriteAsync(Given.Record(), CancellationToken.None);
            key = OtherKey;
            await sink.WriteAsync(Given.Record(), CancellationToken.None);
        }

        Lines()[1].Should().Contain("\"event\":\"keyChanged\"").And.Contain($"\"from\":\"{Key.Fingerprint}\",\"to\":\"{OtherKey.Fingerprint}\"");
        (await AuditChain.VerifyAsync(Path, [OtherKey, Key])).Should().BeEquivalentTo(new AuditVerification { Records = 2, Events = 1 });
        (await Verify(Key)).Should().Match<AuditVerification>(found => found.Line == 2 && found.Flaw!.Contains($"the key {OtherKey.Fingerprint}, which was not given"));
        (await Verify(OtherKey)).Line.Should().Be(1);
    }

    [Fact]
    public async Task A_key_that_is_changed_between_processes_is_an_event_too()
    {
        await Write(Key);
        await Write(OtherKey);

        (await AuditChain.VerifyAsync(Path, [OtherKey, Key])).Should().BeEquivalentTo(new AuditVerification { Records = 2 * Records, Events = 1 });
    }

    [Fact]
    public async Task A_chain_that_gets_its_first_key_says_how_much_of_it_has_none()
    {
        await Write(null);
        await Write(Key);

        (await Verify(Key)).Flaw.Should().StartWith("the first 10 records have no key");
        (await AuditChain.VerifyAsync(Path, [Key], allowUnkeyedStart: true, null, CancellationToken.None)).Should()
            .BeEquivalentTo(new AuditVerification { Records = 2 * Records, Events = 1, Unkeyed = Records });
    }

    [Fact]
    public async Task A_chain_that_has_a_key_does_not_go_on_without_one()
    {
        await Write(Key);

        await FluentActions.Awaiting(() => Write(null)).Should().ThrowAsync<InvalidOperationException>().WithMessage($"*{Key.Fingerprint}*no key is set*");
        (await Verify(Key)).IsWhole.Should().BeTrue();
    }

    [Fact]
    public async Task A_forger_cannot_take_the_key_away()
    {
        await Write(Key);
        var last = Lines()[^1][^67..^3];
        var record = $$"""{"v":1,"event":"keyChanged","id":"x","time":"2026-03-01T09:00:00+00:00","from":"{{Key.Fingerprint}}","to":null""";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{last}\n{record}")));
        await File.AppendAllTextAsync(Path, $"{record},\"chain\":{{\"id\":\"{hash[..16]}\",\"seq\":1,\"prev\":\"{last}\",\"hash\":\"{hash}\"}}}}\n", CancellationToken.None);

        (await Verify(Key)).Should().Match<AuditVerification>(found => found.Line == Records + 1 && found.Flaw!.Contains("has no key"));
    }

    [Fact]
    public async Task A_record_that_quotes_the_chain_is_read_from_its_end()
    {
        using (var sink = Sink())
            await sink.WriteAsync(Given.Record("call \",\"chain\":{\"id\":\"") with { Owner = ",\"chain\":{}" }, CancellationToken.None);

        (await Verify(null)).IsWhole.Should().BeTrue();
    }

    [Fact]
    public async Task Any_one_byte_that_is_changed_anywhere_is_found()
    {
        await Write(Key);
        var whole = await File.ReadAllBytesAsync(Path, CancellationToken.None);
        var start = Encoding.ASCII.GetString(whole.AsSpan(whole.AsSpan().IndexOf("\"prev\":\""u8) + 8, 64));
        (from place in Gen.Int[0, whole.Length - 1] from flip in Gen.Byte[1, 255] select (place, flip)).Sample(
            change =>
            {
                var bytes = whole.ToArray();
                bytes[change.place] ^= change.flip;
                var walk = new ChainWalk([Key]);
                var lines = Encoding.Latin1.GetString(bytes).Split('\n');
                var torn = lines[^1].Length > 0;
                var followed = lines[..^1].All(line => walk.Follow(Encoding.Latin1.GetBytes(line)) is null) && !torn && walk.Lines == Records;
                var kept = followed && walk.IsComplete(start) && walk.Last.SequenceEqual(Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(whole)[^68..^4]));
                return !kept;
            },
            iter: 2_000,
            threads: 1);
    }

    /// <summary>A head that fits the last line there is, as somebody without the key can write it.</summary>
    private void ForgeHead(AuditKey? key, string? claims = null)
    {
        var last = Lines()[^1];
        var chain = new HashChain(Encoding.ASCII.GetBytes(last[^67..^3]));
        var head = new byte[ChainHead.Length];
        var start = ChainHead.Read(File.ReadAllBytes(Head))!.Start;
        ChainHead.Write(ChainHead.NameOf(Path), Encoding.ASCII.GetBytes(start), chain, default, key, head);
        var text = Encoding.ASCII.GetString(head);
        File.WriteAllText(Head, claims is null ? text : text.Replace("\"key\":null", $"\"key\":\"{claims}\""));
    }

    private async Task Do(string deed, AuditKey? key)
    {
        var lines = Lines().ToList();
        switch (deed)
        {
            case "a letter of a record is changed":
                lines[3] = lines[3].Replace("call-3", "call-E");
                break;
            case "a letter of the last record is changed":
                lines[9] = lines[9].Replace("call-9", "call-E");
                break;
            case "a space is added":
                lines[3] = lines[3].Replace("\"v\":1", "\"v\": 1");
                break;
            case "a line is removed":
                lines.RemoveAt(3);
                break;
            case "three lines are removed":
                lines.RemoveRange(3, 3);
                break;
            case "the first line is removed":
                lines.RemoveAt(0);
                break;
            case "two lines change places":
                (lines[3], lines[4]) = (lines[4], lines[3]);
                break;
            case "a line is repeated":
                lines.Insert(4, lines[3]);
                break;
            case "a line is inserted":
                lines.Insert(4, "{\"v\":1}");
                break;
            case "an empty line is inserted":
                lines.Insert(4, "");
                break;
            case "a line is changed and hashed again":
                lines[3] = Again(lines[3].Replace("call-3", "call-E"), key);
                break;
            case "a number is changed":
                lines[3] = lines[3].Replace("\"seq\":4,", "\"seq\":5,");
                break;
            case "a number is written differently":
                lines[3] = lines[3].Replace("\"seq\":4,", "\"seq\":04,");
                break;
            case "a name of the chain is changed":
                lines[3] = ChainId().Replace(lines[3], "\"chain\":{\"id\":\"0123456789abcdef\"");
                break;
            case "the name of the chain is changed all over":
                lines = [.. lines.Select(line => ChainId().Replace(line, "\"chain\":{\"id\":\"0123456789abcdef\""))];
                break;
            case "a hash is changed":
                lines[3] = lines[3][..^67] + new string('a', 64) + "\"}}";
                break;
            case "a link is changed":
                lines[3] = lines[3].Replace(lines[2][^67..^3], new string('a', 64));
                break;
            case "the last line is cut off":
                lines.RemoveAt(9);
                break;
            case "the last five lines are cut off":
                lines.RemoveRange(5, 5);
                break;
            case "the last line is torn":
                await File.WriteAllBytesAsync(Path, (await File.ReadAllBytesAsync(Path, CancellationToken.None))[..^40], CancellationToken.None);
                return;
            case "the file is emptied":
                lines.Clear();
                break;
            case "the file is swapped":
                var head = await File.ReadAllBytesAsync(Head, CancellationToken.None);
                Clear();
                _time.Advance(TimeSpan.FromHours(1));
                await Write(key);
                await File.WriteAllBytesAsync(Head, head, CancellationToken.None);
                return;
            case "line ends are changed":
                await File.WriteAllTextAsync(Path, string.Concat(lines.Select(line => line + "\r\n")), CancellationToken.None);
                return;
            case "the head is deleted":
                File.Delete(Head);
                return;
            case "the head is changed":
                await File.WriteAllTextAsync(Head, (await File.ReadAllTextAsync(Head, CancellationToken.None)).Replace("\"seq\":10", "\"seq\":11"), CancellationToken.None);
                return;
            case "the file ends with a foreign line":
                lines.Add("{\"v\":1}");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(deed), deed, null);
        }

        await File.WriteAllTextAsync(Path, string.Concat(lines.Select(line => line + "\n")), CancellationToken.None);
    }

    private static string Again(string line, AuditKey? key)
    {
        var record = line[..line.IndexOf(",\"chain\":", StringComparison.Ordinal)];
        var previous = line[^141..^77];
        var hash = new byte[ChainDigest.Length];
        ChainDigest.Write(Encoding.UTF8.GetBytes($"{previous}\n{record}"), key, hash);
        return line[..^67] + Encoding.ASCII.GetString(hash) + "\"}}";
    }

    private Task<AuditVerification> Verify(AuditKey? key) => AuditChain.VerifyAsync(Path, key is null ? [] : [key], cancellationToken: CancellationToken.None);

    private async Task Write(AuditKey? key)
    {
        using var sink = Sink(new JsonLinesOptions { Key = () => key });
        for (var i = 0; i < Records; i++)
            await sink.WriteAsync(Given.Record($"call-{i}") with { Time = _time.GetUtcNow() }, CancellationToken.None);
    }

    private JsonLinesAuditSink Sink(JsonLinesOptions? options = null) => new(Path, (options ?? new JsonLinesOptions()) with { LookEvery = TimeSpan.Zero }, _time, NullLogger.Instance);

    private string[] Lines() => File.ReadAllLines(Path);

    private void Clear()
    {
        foreach (var file in Directory.EnumerateFiles(_folder))
            File.Delete(file);
    }

    [GeneratedRegex("\"chain\":\\{\"id\":\"[0-9a-f]{16}\"")]
    private static partial Regex ChainId();

    [GeneratedRegex("\"hash\":\"[0-9a-f]{64}\"")]
    private static partial Regex HeadHash();

    [GeneratedRegex("\"seq\":[0-9]+,")]
    private static partial Regex HeadNumber();
}
