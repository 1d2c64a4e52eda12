using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hyper.Generators.Checking.Shapes;

/// <content>Statements: in which order code runs, and what is known where its ways meet.</content>
internal sealed partial class ShapeInference
{
    /// <summary>Runs a statement; null where the operation is none.</summary>
    private ShapeValue? Statement(IOperation operation)
    {
        switch (operation)
        {
            case IBlockOperation or IExpressionStatementOperation or IVariableDeclarationGroupOperation or IVariableDeclarationOperation
                or IUsingDeclarationOperation or IUsingOperation or ILockOperation or IMethodBodyOperation:
                VisitChildren(operation);
                break;
            case IVariableDeclaratorOperation declarator:
                var initial = Visit(declarator.Initializer?.Value ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer?.Value);
                if (declarator.Symbol.RefKind != RefKind.None)
                {
                    _state.Forget(Writes.In(declarator));
                    initial = ShapeValue.Unknown;
                }

                _state[declarator.Symbol] = initial;
                break;
            case IReturnOperation { Kind: OperationKind.Return } @return:
                var value = Visit(@return.ReturnedValue);
                if (!_state.IsDead)
                {
                    _frames.Peek().Return(value, _state.Clone());
                    _state.IsDead = true;
                }

                break;
            case IThrowOperation thrown:
                Visit(thrown.Exception);
                (_state.IsDead, _state.HasThrown) = (true, true);
                break;
            case IConditionalOperation conditional:
                return Conditional(conditional);
            case IForLoopOperation loop:
                VisitAll(loop.Before);
                Loop(loop, loop.Condition is { } condition && condition.DescendantsAndSelf().Any(inner => inner is IParameterReferenceOperation), loop.Condition, [loop.Body, .. loop.AtLoopBottom]);
                break;
            case IForEachLoopOperation loop:
                Visit(loop.Collection);
                Loop(loop, false, null, [loop.Body]);
                break;
            case IWhileLoopOperation loop:
                Loop(loop, loop.Condition is { } test && Writes.Mentions(test), loop.Condition, [loop.Body]);
                break;
            case ISwitchOperation choice:
                Switch(choice);
                break;
            case ITryOperation attempt:
                Try(attempt);
                break;
            case IBranchOperation { BranchKind: BranchKind.GoTo } or ILabeledOperation:
                _hasGivenUp = true;
                break;
            case IBranchOperation branch:
                if (_exits.TryGetValue(branch.Target, out var exits))
                {
                    exits.Add(_state.Clone());
                }

                _state.IsDead = true;
                break;
            case ILocalFunctionOperation or IAnonymousFunctionOperation or IEmptyOperation:
                break;
            default:
                return null;
        }

        return ShapeValue.Unknown;
    }

    private void VisitChildren(IOperation operation) => VisitAll(operation.ChildOperations);

    private void VisitAll(IEnumerable<IOperation> operations)
    {
        foreach (var operation in operations)
        {
            Visit(operation);
        }
    }

    private ShapeValue Conditional(IConditionalOperation conditional)
        => Visit(conditional.Condition) is FlagValue decided
            ? Visit(decided.Value ? conditional.WhenTrue : conditional.WhenFalse)
            : Choose(Writes.Mentions(conditional.Condition), conditional.WhenTrue, conditional.WhenFalse);

    // Whatever the loop writes is unknown in it, because it may have run before, and unknown after it.
    private void Loop(ILoopOperation loop, bool mentions, IOperation? condition, IReadOnlyList<IOperation> body)
    {
        _state.Forget(Writes.In(loop));
        var before = _state.Clone();
        _muted += mentions ? 1 : 0;
        Visit(condition);
        VisitAll(body);
        _muted -= mentions ? 1 : 0;
        before.IsNarrowed |= loop.DescendantsAndSelf().Any(inner => inner is IReturnOperation);
        _state = before;
    }

    private void Switch(ISwitchOperation choice)
    {
        Visit(choice.Value);
        var exits = new List<ShapeState>();
        _exits[choice.ExitLabel] = exits;
        List<Action> ways = [.. choice.Cases.Select(section => (Action)(() => VisitAll(section.Body)))];
        if (!choice.Cases.Any(section => section.Clauses.Any(clause => clause.CaseKind == CaseKind.Default)))
        {
            ways.Add(() => { });
        }

        var before = _state;
        _muted++;
        ShapeState? after = null;
        foreach (var way in ways)
        {
            _state = before.Clone();
            way();
            after = after is null ? _state : ShapeState.Join(after, _state);
        }

        _muted--;
        _exits.Remove(choice.ExitLabel);
        _state = exits.Aggregate(after!, ShapeState.Join);
        _state.IsNarrowed |= choice.DescendantsAndSelf().Any(inner => inner is IReturnOperation);
    }

    private void Try(ITryOperation attempt)
    {
        var before = _state.Clone();
        Visit(attempt.Body);
        var after = _state;
        before.Forget(Writes.In(attempt));
        _muted++;
        foreach (var handler in attempt.Catches)
        {
            _state = before.Clone();
            Visit(handler.Handler);
            after = ShapeState.Join(after, _state);
        }

        _muted--;
        _state = after;
        if (attempt.Finally is { } last)
        {
            var isDead = _state.IsDead;
            _state.IsDead = false;
            Visit(last);
            _state.IsDead |= isDead;
        }
    }
}
