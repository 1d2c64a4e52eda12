using Hyper.Generators.Bodies.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hyper.Generators.Bodies.Reading;

/// <content>Loops: round by round where constants say how often, else once for all rounds.</content>
internal sealed partial class MethodReader
{
    private const int MaxRounds = 256;

    private void Loop(ILoopOperation loop)
    {
        if (loop is IForLoopOperation { Before: var before })
        {
            VisitAll(before);
        }

        var collection = loop is IForEachLoopOperation each ? Visit(each.Collection) : null;
        if (!Unroll(loop, collection))
        {
            Once(loop, collection);
        }
    }

    /// <summary>Goes through a loop round by round; false, with nothing done, where something that is not known decides how often.</summary>
    private bool Unroll(ILoopOperation loop, Value? collection)
    {
        var items = (collection as ArrayValue)?.Items;
        if (loop is IForEachLoopOperation && items is null)
        {
            return false;
        }

        var (count, state, frame) = (_values.Count, _state.Clone(), _frames.Peek().Mark());
        for (var round = 0; round < MaxRounds && End is null; round++)
        {
            if (loop is IForEachLoopOperation each)
            {
                if (round == items!.Value.Length)
                {
                    return true;
                }

                SetLoopVariable(each, items.Value[round]);
            }
            else if (Before(loop) is { } condition)
            {
                if (Visit(condition) is not ConstantValue { Constant: bool goesOn })
                {
                    break;
                }

                if (!goesOn)
                {
                    return true;
                }
            }

            var (breaks, continues) = Round(loop);
            _state = continues.Aggregate(_state, (one, other) => ReaderState.Join(one, other, Merge));
            if (breaks.Count > 0)
            {
                if (!_state.IsDead)
                {
                    break;
                }

                _state = breaks.Aggregate((one, other) => ReaderState.Join(one, other, Merge));
                return true;
            }

            if (_state.IsDead)
            {
                return true;
            }

            VisitAll(loop is IForLoopOperation { AtLoopBottom: var bottom } ? bottom : []);
            if (loop is IWhileLoopOperation { ConditionIsTop: false } until)
            {
                if (Visit(until.Condition) is not ConstantValue { Constant: bool holds })
                {
                    break;
                }

                if (holds == until.ConditionIsUntil)
                {
                    return true;
                }
            }
        }

        _values.RemoveRange(count, _values.Count - count);
        _state = state;
        _frames.Peek().Reset(frame);
        return false;
    }

    private static IOperation? Before(ILoopOperation loop) => loop switch
    {
        IForLoopOperation @for => @for.Condition,
        IWhileLoopOperation { ConditionIsTop: true } @while => @while.Condition,
        _ => null,
    };

    private (List<ReaderState> Breaks, List<ReaderState> Continues) Round(ILoopOperation loop)
    {
        var (breaks, continues) = (new List<ReaderState>(), new List<ReaderState>());
        _exits[loop.ExitLabel] = breaks;
        _exits[loop.ContinueLabel] = continues;
        Visit(loop.Body);
        _exits.Remove(loop.ExitLabel);
        _exits.Remove(loop.ContinueLabel);
        return (breaks, continues);
    }

    // Whatever the loop writes is what it was before, or what the loop made of it, in it and after it.
    private void Once(ILoopOperation loop, Value? collection)
    {
        var written = Writes.In(loop).Distinct<ISymbol>(SymbolEqualityComparer.Default).ToList();
        var values = new Dictionary<ISymbol, LoopValue>(SymbolEqualityComparer.Default);
        foreach (var variable in written)
        {
            values[variable] = Add(new LoopValue(loop, TypeOf(variable), _state[variable]));
            _state[variable] = values[variable];
        }

        if (loop is IForEachLoopOperation each)
        {
            SetLoopVariable(each, Unknown(each.Collection, null, "an element", [collection!]));
        }

        var before = _state.Clone();
        var region = _region;
        var mentions = Mentions(loop);
        _muted += mentions ? 1 : 0;
        _region = new Region(region, null, Holds: true);
        if (Before(loop) is { } condition)
        {
            Visit(condition);
        }

        var (breaks, continues) = Round(loop);
        _state = continues.Aggregate(_state, (one, other) => ReaderState.Join(one, other, Merge));
        if (!_state.IsDead)
        {
            VisitAll(loop is IForLoopOperation { AtLoopBottom: var bottom } ? bottom : []);
            breaks.Add(_state);
        }

        foreach (var end in breaks)
        {
            foreach (var pair in values)
            {
                if (end[pair.Key] is { } value && !ReferenceEquals(value, pair.Value))
                {
                    pair.Value.ComesBackAs(value);
                }
            }
        }

        _muted -= mentions ? 1 : 0;
        _region = region;
        before.IsNarrowed |= loop.DescendantsAndSelf().Any(inner => inner is IReturnOperation);
        _state = before;
    }

    // A loop over a collection, or to a constant number, runs for all inputs; one that asks for values may not.
    private static bool Mentions(ILoopOperation loop) => loop switch
    {
        IForLoopOperation { Condition: { } condition } => condition.DescendantsAndSelf().Any(inner => inner is IParameterReferenceOperation),
        IWhileLoopOperation { Condition: { } condition } => Writes.Mentions(condition),
        _ => false,
    };

    private void SetLoopVariable(IForEachLoopOperation loop, Value item)
    {
        if (loop.LoopControlVariable is IVariableDeclaratorOperation declarator)
        {
            _state[declarator.Symbol] = item;
        }
        else
        {
            Assign(loop.LoopControlVariable, item);
        }
    }
}
