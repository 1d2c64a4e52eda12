namespace Hyper.Generators.Tests.Corpus;

/// <summary>A kind of mistake.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Floor">The share of its mistakes that must be caught: all, or what was measured on the corpus, a little less.</param>
/// <param name="Find">All places of a model where it can be made.</param>
/// <param name="Quiet">Where the compiler cannot know, so that some of them pass.</param>
internal sealed record MutationKind(string Name, double Floor, Func<CorpusSyntax, IEnumerable<Mutation>> Find, string Quiet = "")
{
    public MutationKind(string name, Func<CorpusSyntax, IEnumerable<Mutation>> find)
        : this(name, 1, find)
    {
    }

    /// <summary>Whether each of its mistakes must be caught.</summary>
    public bool IsCertain => Floor == 1;

    /// <summary>Mistakes of this kind, at most so many: a random choice that takes turns among the models.</summary>
    public IReadOnlyList<Mutation> Choose(IReadOnlyList<CorpusSyntax> models, int most, int seed)
    {
        var random = new Random(seed);
        var found = models.Select(model => Find(model).ToArray()).ToList();
        found.ForEach(random.Shuffle);
        var order = Enumerable.Range(0, found.Count).ToArray();
        random.Shuffle(order);
        return [.. Enumerable.Range(0, found.Max(places => places.Length)).SelectMany(turn => order.Where(model => turn < found[model].Length).Select(model => found[model][turn])).Take(most)];
    }
}
