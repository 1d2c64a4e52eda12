using Hyper.Generators.Bodies.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Hyper.Generators.Bodies.Reading;

/// <content>Statements: in which order code runs, and what variables hold where its ways meet.</content>
internal sealed partial class MethodReader
{
    /// <summary>Goes through a statement; false where the operation is none.</summary>
    private bool Statement(IOperation operation)
    {
        switch (operation)
        {
            case IBlockOperation block:
                var scope = _scope;
                VisitAll(block.Operations);
                _scope = scope;
                break;
            case IExpressionStatementOperation or IVariableDeclarationGroupOperation or IVariableDeclarationOperation or IMethodBodyOperation or ILockOperation:
                VisitAll(operation.ChildOperations);
                break;
            case IVariableDeclaratorOperation declarator:
                Declare(declarator);
                break;
            case IUsingDeclarationOperation declaration:
                // Counts until the end of the block that it stands in.
                Open(VisitAll(declaration.DeclarationGroup.Declarations.SelectMany(group => group.Declarators)), declaration.DeclarationGroup);
                break;
            case IUsingOperation @using:
                var outer = _scope;
                var resources = VisitAll([@using.Resources]);
                Open(resources, @using.Resources);
                Visit(@using.Body);
                _scope = outer;
                break;
            case IReturnOperation { Kind: OperationKind.Return } @return:
                Return(@return);
                break;
            case IThrowOperation thrown:
                Add(new ThrowValue(thrown, thrown.Exception is null ? null : Visit(thrown.Exception)));
                (_state.IsDead, _state.HasThrown) = (true, true);
                break;
            case IConditionalOperation { Type: null } conditional:
                Conditional(conditional);
                break;
            case ILoopOperation loop:
                Loop(loop);
                break;
            case ISwitchOperation choice:
                Switch(choice);
                break;
            case ITryOperation attempt:
                Try(attempt);
                break;
            case IBranchOperation { BranchKind: BranchKind.GoTo } or ILabeledOperation:
                End ??= (operation, $"'{FirstLine(operation)}'");
                break;
            case IBranchOperation branch:
                if (_exits.TryGetValue(branch.Target, out var exits))
                {
                    exits.Add(_state.Clone());
                }

                _state.IsDead = true;
                break;
            case ILocalFunctionOperation or IEmptyOperation:
                break;
            default:
                return false;
        }

        return true;
    }

    private void Declare(IVariableDeclaratorOperation declarator)
    {
        if ((declarator.Initializer?.Value ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer?.Value) is not { } initial)
        {
            _state[declarator.Symbol] = null;
            return;
        }

        var value = Visit(initial);
        if (declarator.Symbol.RefKind != RefKind.None)
        {
            Forget(declarator, Writes.In(declarator), []);
            value = Unknown(declarator, declarator.Symbol.Type, "a reference", [value], isOpaque: true);
        }

        _state[declarator.Symbol] = value;
    }

    private void Open(IEnumerable<Value> resources, IOperation declared)
    {
        // A declaration gives nothing itself: its variables hold what is opened.
        var variables = declared.DescendantsAndSelf().OfType<IVariableDeclaratorOperation>().Select(declarator => _state[declarator.Symbol]).OfType<Value>();
        foreach (var resource in resources.Concat(variables).OfType<CallValue>())
        {
            if (GradientScopes.ClosesGradients(resource))
            {
                _scope = new NoGradScope(resource, _scope);
            }
            else if (GradientScopes.OpensGradients(resource))
            {
                _scope = null;
            }
        }
    }

    private void Return(IReturnOperation @return)
    {
        var value = @return.ReturnedValue is { } returned ? Visit(returned) : Nothing(@return);
        if (!_state.IsDead)
        {
            _frames.Peek().Return(value, _state.Clone(), Merge);
            _state.IsDead = true;
        }
    }

    private Value Conditional(IConditionalOperation conditional)
    {
        var condition = Visit(conditional.Condition);
        return condition is ConstantValue { Constant: bool decided }
            ? (decided ? conditional.WhenTrue : conditional.WhenFalse) is { } way ? Visit(way) : Nothing(conditional)
            : Choose(conditional, condition, Writes.Mentions(conditional.Condition), conditional.WhenTrue, conditional.WhenFalse);
    }

    private void Switch(ISwitchOperation choice)
    {
        var value = Visit(choice.Value);
        var exits = new List<ReaderState>();
        _exits[choice.ExitLabel] = exits;
        if (Decided(choice, value) is { } section)
        {
            VisitAll(section.Body);
            _exits.Remove(choice.ExitLabel);
            _state = exits.Aggregate(_state, (one, other) => ReaderState.Join(one, other, Merge));
            return;
        }

        List<Action> ways = [.. choice.Cases.Select(way => (Action)(() => VisitAll(way.Body)))];
        if (!choice.Cases.Any(way => way.Clauses.Any(clause => clause.CaseKind == CaseKind.Default)))
        {
            ways.Add(() => { });
        }

        _muted++;
        Branch(null, false, [.. ways]);
        _muted--;
        _exits.Remove(choice.ExitLabel);
        _state = exits.Aggregate(_state, (one, other) => ReaderState.Join(one, other, Merge));
        _state.IsNarrowed |= choice.DescendantsAndSelf().Any(inner => inner is IReturnOperation);
    }

    /// <summary>The only section that a constant leads to; null where that is not known.</summary>
    private static ISwitchCaseOperation? Decided(ISwitchOperation choice, Value value)
    {
        if (value is not ConstantValue { Constant: { } constant }
            || choice.Cases.SelectMany(section => section.Clauses).Any(clause => clause is not (IDefaultCaseClauseOperation or ISingleValueCaseClauseOperation { Value.ConstantValue.HasValue: true })))
        {
            return null;
        }

        return choice.Cases.FirstOrDefault(section => section.Clauses.OfType<ISingleValueCaseClauseOperation>().Any(clause => constant.Equals(clause.Value.ConstantValue.Value)))
            ?? choice.Cases.FirstOrDefault(section => section.Clauses.Any(clause => clause is IDefaultCaseClauseOperation));
    }

    private void Try(ITryOperation attempt)
    {
        var before = _state.Clone();
        Visit(attempt.Body);
        var after = _state;
        if (attempt.Catches.Length > 0)
        {
            _state = before;
            Forget(attempt, Writes.In(attempt), []);
            before = _state;
            _muted++;
            foreach (var handler in attempt.Catches)
            {
                _state = before.Clone();
                var region = _region;
                _region = new Region(region, null, Holds: false);
                Visit(handler.Handler);
                _region = region;
                after = ReaderState.Join(after, _state, Merge);
            }

            _muted--;
        }

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
