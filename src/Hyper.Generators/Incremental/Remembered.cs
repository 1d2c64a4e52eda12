using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Hyper.Generators.Incremental;

/// <summary>
/// What annotated classes were parsed to, for as long as their files are in use. It is a memory only: what it holds is a
/// function of the class and its key, so that who asks first, and how often, makes no difference.
/// </summary>
/// <typeparam name="TKey">What, beside the class, the result depends on.</typeparam>
/// <typeparam name="T">What a class is parsed to. It must hold on to no syntax and no symbol.</typeparam>
internal sealed class Remembered<TKey, T>
    where TKey : class, IEquatable<TKey>
    where T : class
{
    private readonly ConditionalWeakTable<SyntaxNode, Slot> _slots = new();

    public T? Get(SyntaxNode type, TKey key, Func<T?> parse)
    {
        var slot = _slots.GetOrCreateValue(type);
        if (slot.Last is { } last && (ReferenceEquals(last.Key, key) || last.Key.Equals(key)))
        {
            return last.Value;
        }

        var value = parse();
        slot.Last = new Entry(key, value);
        return value;
    }

    private sealed record Entry(TKey Key, T? Value);

    private sealed class Slot
    {
        public volatile Entry? Last;
    }
}
