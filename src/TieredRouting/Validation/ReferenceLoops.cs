namespace TieredRouting.Validation;

/// <summary>Finds schemas that apply to a value only by applying to it again, such as <c>{"$ref": "#"}</c>: no answer would ever end them.</summary>
internal static class ReferenceLoops
{
    public static IEnumerable<SchemaLintError> Find(SchemaWalk walk)
    {
        var steps = walk.InPlace.Concat(walk.References).ToLookup(step => step.Pointer, step => step.Target, StringComparer.Ordinal);
        return from reference in walk.References
               where Reaches(steps, reference.Target, reference.Pointer)
               select new SchemaLintError(JsonPointer.Append(reference.Pointer, "$ref"), "$ref", "\"$ref\" leads back to itself without entering a property or an item");
    }

    private static bool Reaches(ILookup<string, string> steps, string from, string goal)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        Stack<string> open = new([from]);
        while (open.TryPop(out var pointer))
            if (seen.Add(pointer))
                foreach (var next in steps[pointer])
                    open.Push(next);

        return seen.Contains(goal);
    }
}
