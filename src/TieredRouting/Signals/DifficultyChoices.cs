namespace TieredRouting.Signals;

/// <summary>Reads how close to each other the choices are that a text offers: what is nearly the same is hard to tell apart.</summary>
internal static class DifficultyChoices
{
    private const int MostOf = 96;

    public static void Read(ReadOnlySpan<char> text, Span<double> features)
    {
        features[(int)DifficultyFeature.ChoiceVocabulary] = 1;
        features[(int)DifficultyFeature.Exceptions] = Stands(text, "EXCEPT") || Stands(text, "NOT") || Stands(text, "LEAST") ? 1 : 0;
        features[(int)DifficultyFeature.Numerals] = Stands(text, "II") || Stands(text, "III") || Stands(text, "IV") ? 1 : 0;
        features[(int)DifficultyFeature.Blanks] = text.Contains("___", StringComparison.Ordinal) ? 1 : 0;
        Span<Range> choices = stackalloc Range[ChoiceReader.Most];
        var count = ChoiceReader.Read(text, choices, out var stem);
        if (count > 0)
            Read(text, choices[..count], text[stem], features);
    }

    private static void Read(ReadOnlySpan<char> text, ReadOnlySpan<Range> choices, ReadOnlySpan<char> stem, Span<double> features)
    {
        Span<uint> words = stackalloc uint[ChoiceReader.Most * MostOf];
        Span<uint> letters = stackalloc uint[ChoiceReader.Most * MostOf];
        Span<int> sizes = stackalloc int[3 * ChoiceReader.Most];
        for (var i = 0; i < choices.Length; i++)
        {
            var choice = text[choices[i]].Trim();
            (sizes[i], sizes[ChoiceReader.Most + i]) = HashedSets.OfWords(choice, words.Slice(i * MostOf, MostOf));
            sizes[(2 * ChoiceReader.Most) + i] = HashedSets.OfLetters(choice, letters.Slice(i * MostOf, MostOf));
        }

        Lengths(text, choices, features);
        Pairs(words, letters, sizes, choices.Length, features);
        Vocabulary(words, sizes, choices.Length, stem, features);
    }

    private static void Lengths(ReadOnlySpan<char> text, ReadOnlySpan<Range> choices, Span<double> features)
    {
        var (shortest, longest, sum, numbers) = (int.MaxValue, 0, 0, 0.0);
        foreach (var range in choices)
        {
            var choice = text[range].Trim();
            (shortest, longest, sum) = (Math.Min(shortest, choice.Length), Math.Max(longest, choice.Length), sum + choice.Length);
            var signs = 0;
            foreach (var unit in choice)
                signs += char.IsAsciiDigit(unit) || unit is '+' or '-' or '*' or '/' or '^' or '=' or '(' or ')' or '.' or '$' or '%' ? 1 : 0;
            numbers += signs / (double)Math.Max(1, choice.Length);
        }

        features[(int)DifficultyFeature.Choices] = choices.Length;
        features[(int)DifficultyFeature.ChoiceLength] = Math.Log(1 + (sum / (double)choices.Length));
        features[(int)DifficultyFeature.ChoiceSpread] = Math.Log((1.0 + longest) / (1 + shortest));
        features[(int)DifficultyFeature.ChoiceNumbers] = numbers / choices.Length;
    }

    private static void Pairs(ReadOnlySpan<uint> words, ReadOnlySpan<uint> letters, ReadOnlySpan<int> sizes, int count, Span<double> features)
    {
        var (overlap, close, twins, shape, pairs) = (0.0, 0.0, 0, 0, 0);
        for (var i = 0; i < count; i++)
        {
            for (var j = i + 1; j < count; j++, pairs++)
            {
                var first = words.Slice(i * MostOf, sizes[i]);
                var second = words.Slice(j * MostOf, sizes[j]);
                var shared = HashedSets.Shared(first, second);
                overlap += HashedSets.Likeness(shared, first.Length, second.Length);
                twins += first.Length + second.Length - (2 * shared) <= 2 ? 1 : 0;
                shape += sizes[ChoiceReader.Most + i] == sizes[ChoiceReader.Most + j] ? 1 : 0;
                close += Close(letters, sizes[(2 * ChoiceReader.Most)..], i, j);
            }
        }

        features[(int)DifficultyFeature.ChoiceOverlap] = Math.Sqrt(overlap / pairs);
        features[(int)DifficultyFeature.ChoiceLetters] = Math.Sqrt(close / pairs);
        features[(int)DifficultyFeature.ChoiceTwins] = twins / (double)pairs;
        features[(int)DifficultyFeature.ChoiceShape] = shape / (double)pairs;
    }

    private static double Close(ReadOnlySpan<uint> letters, ReadOnlySpan<int> sizes, int i, int j) =>
        HashedSets.Likeness(HashedSets.Shared(letters.Slice(i * MostOf, sizes[i]), letters.Slice(j * MostOf, sizes[j])), sizes[i], sizes[j]);

    /// <summary>How many different words the choices have, of all the words they have, and how many of them the question has too.</summary>
    private static void Vocabulary(Span<uint> words, ReadOnlySpan<int> sizes, int count, ReadOnlySpan<char> stem, Span<double> features)
    {
        var (all, total) = (0, 0);
        for (var i = 0; i < count; i++)
        {
            words.Slice(i * MostOf, sizes[i]).CopyTo(words[all..]);
            (all, total) = (all + sizes[i], total + sizes[ChoiceReader.Most + i]);
        }

        Span<uint> asked = stackalloc uint[4 * MostOf];
        var different = HashedSets.Sorted(words[..all]);
        var known = HashedSets.Shared(words[..different], asked[..HashedSets.OfWords(stem, asked).Different]);
        features[(int)DifficultyFeature.ChoiceVocabulary] = different / (double)Math.Max(1, total);
        features[(int)DifficultyFeature.ChoiceStem] = known / (double)Math.Max(1, different);
    }

    /// <summary>Whether a word in capitals stands in the text by itself.</summary>
    private static bool Stands(ReadOnlySpan<char> text, string word)
    {
        for (var from = 0; text[from..].IndexOf(word, StringComparison.Ordinal) is >= 0 and var more; from += more + 1)
        {
            var at = from + more;
            if (!TextBoundary.WordBefore(text, at) && !TextBoundary.WordAt(text, at + word.Length))
                return true;
        }

        return false;
    }
}
