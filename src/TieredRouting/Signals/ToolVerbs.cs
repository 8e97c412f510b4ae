using System.Collections.Frozen;

namespace TieredRouting.Signals;

/// <summary>The English verbs that tools are named and described by.</summary>
internal static class ToolVerbs
{
    private static readonly (ToolVerb Verb, string Words)[] Known =
    [
        (ToolVerb.Reads, "get fetch retrieve find describe read show lookup inspect browse enumerate explain display return obtain whoami ls"),
        (ToolVerb.Looks, """
            list search query view count check peek validate verify lint compare diff preview estimate calculate analyze analyse measure detect infer identify
            recommend recognize recognise suggest summarize summarise aggregate diagnose discover examine explore grep locate profile rank sample translate trace
            """),
        (ToolVerb.Runs, "evaluate execute run perform exec invoke conduct issue"),
        (ToolVerb.Acts, """
            access act adjust advance alert allow archive ask attempt back backup bid block book branch bind broadcast build bump buy call capture cast change charge checkin checkout
            claim click clone close collect comment commit compile complete compose compress confirm connect consume control convert copy cut deal debit deploy dequeue design dial do download
            drag dump email encode encrypt engage enqueue enter evict exchange export extend fill fix flag flip follow fork format forward generate give grade handle hide hire hold hover
            import index insure invoice join keep kick launch lead lease leave lend link load lock log login logout mail make manage map match merge message mount mute name next note notify
            open operate order pack page park patch pause pay pick pin ping place plan play poll pop post power prepare press print process produce program prompt protect prove pull
            purchase push queue quote rate react record redeem refresh refund reject release remind rent repair reply report request resize resolve resume review reward ring roll rotate route
            scale schedule score screenshot seed select sell set setup share shift ship shuffle sign silence simulate sleep solve sort spawn spend split stage star start stop store
            stream submit sweep swap switch sync tag take talk target task test text throw tip touch track trade train transact transcribe transfer transform trigger tune turn type
            unarchive unblock undo unfollow unlock unmute unpin upgrade use vote wait wake watch whisper wire withdraw
            """),
        (ToolVerb.Writes, """
            accept acknowledge activate add amend append apply approve assign attach authorize award begin cherrypick configure create customize customise deactivate decline
            decrease decrement deny deallocate demote deposit detach disable disallow disconnect dispatch edit elevate embed enable enforce enroll escalate finalize force grant
            impersonate increase increment initialize initiate inject insert install instantiate invite mark migrate modify move mutate navigate onboard override patch persist
            promote propose provision publish put reassign reboot rebase rebuild reconfigure reconnect recover redeploy regenerate register reindex relocate rename reopen
            reorder replace replicate reschedule resend reserve respond restart restore retry rewrite run_as save send shutdown stash suspend tamper toggle transition
            unassign undelete unpublish unregister unsubscribe subscribe update upload upsert write
            """),
        (ToolVerb.Destroys, """
            abort cancel clean cleanup clear crash decommission delete deprovision deregister destroy discard dismiss drop empty erase expire expunge factoryreset flush kill
            nuke obliterate overwrite prune purge remove reset revert revoke rm rmdir rollback scrub shred terminate trash truncate unlink uninstall unset void wipe
            """),
    ];

    /// <summary>Verbs that words written together may begin with, and that no other word does.</summary>
    private static readonly string[] Glued = ["create", "delete", "update", "remove", "insert", "destroy", "upload", "upsert", "purge"];

    private static readonly FrozenDictionary<string, ToolVerb>.AlternateLookup<ReadOnlySpan<char>> ByWord = Index();

    /// <summary>The verb that a word in small letters is, as it stands.</summary>
    public static ToolVerb Of(ReadOnlySpan<char> word) => ByWord.TryGetValue(word, out var verb) ? verb : ToolVerb.None;

    /// <summary>The verb that a word in small letters is a form of: <c>creates</c>, <c>applies</c>, <c>deleting</c>, <c>dropping</c>.</summary>
    /// <param name="word">The word.</param>
    /// <param name="form">Which form it is.</param>
    public static ToolVerb OfForm(ReadOnlySpan<char> word, out ToolVerbForm form)
    {
        form = ToolVerbForm.Base;
        if (Of(word) is var plain and not ToolVerb.None)
            return plain;
        if (word is [.. var gerund, 'i', 'n', 'g'])
        {
            form = ToolVerbForm.Gerund;
            return Stem(gerund);
        }

        form = ToolVerbForm.Third;
        return word switch
        {
            [.. var stem, 'i', 'e', 's'] => OfStem(stem, 'y') is var verb and not ToolVerb.None ? verb : Of(word[..^1]),
            [.. var stem, 'e', 's'] => Of(stem) is var verb and not ToolVerb.None ? verb : Of(word[..^1]),
            [.. var stem, 's'] => Of(stem),
            _ => ToolVerb.None,
        };
    }

    /// <summary>The firm verb that a word written together begins with, such as <c>deleteuser</c>; <c>updated</c> and <c>creation</c> begin with none.</summary>
    public static ToolVerb AtStartOf(ReadOnlySpan<char> word)
    {
        foreach (var verb in Glued)
        {
            if (word.Length > verb.Length && word.StartsWith(verb, StringComparison.Ordinal) && word[verb.Length] is not ('d' or 'r' or 's' or 'i'))
                return Of(verb);
        }

        return ToolVerb.None;
    }

    private static ToolVerb Stem(ReadOnlySpan<char> gerund)
    {
        if (Of(gerund) is var plain and not ToolVerb.None)
            return plain;
        if (OfStem(gerund, 'e') is var silent and not ToolVerb.None)
            return silent;
        return gerund.Length > 2 && gerund[^1] == gerund[^2] ? Of(gerund[..^1]) : ToolVerb.None;
    }

    private static ToolVerb OfStem(ReadOnlySpan<char> stem, char end)
    {
        if (stem.Length >= ToolWords.Longest)
            return ToolVerb.None;
        Span<char> word = stackalloc char[ToolWords.Longest];
        stem.CopyTo(word);
        word[stem.Length] = end;
        return Of(word[..(stem.Length + 1)]);
    }

    private static FrozenDictionary<string, ToolVerb>.AlternateLookup<ReadOnlySpan<char>> Index()
    {
        var index = new Dictionary<string, ToolVerb>(StringComparer.Ordinal);
        // A word that is in two groups is the riskier.
        foreach (var (verb, words) in Known)
        {
            foreach (var word in words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                index[word] = verb;
        }

        return index.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
