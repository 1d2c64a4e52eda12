using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.Generators.Incremental;

/// <summary>Reads what a file declares. Of a body only that it is there counts: nothing outside can depend on more.</summary>
internal sealed class DeclarationWalker : CSharpSyntaxWalker
{
    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _types = new(StringComparer.Ordinal);
    private readonly HashSet<string> _mentions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _bodyMentions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _namespaces = new(StringComparer.Ordinal);
    private readonly List<AliasDeclaration> _aliases = [];
    private readonly CancellationToken _cancellation;
    private bool _hasGlobalUsings;

    private DeclarationWalker(CancellationToken cancellation)
        : base(SyntaxWalkerDepth.Token) => _cancellation = cancellation;

    public static FileDeclarations Read(SyntaxTree tree, CancellationToken cancellation)
    {
        var walker = new DeclarationWalker(cancellation);
        walker.Visit(tree.GetRoot(cancellation));
        var version = ((CSharpParseOptions)tree.Options).LanguageVersion;
        return new FileDeclarations
        {
            Fingerprint = Fingerprints.Of($"{tree.FilePath}\n{version}\n{walker._text}"),
            Types = walker._types,
            Mentions = walker._mentions,
            BodyMentions = walker._bodyMentions,
            Namespaces = walker._namespaces,
            HasGlobalUsings = walker._hasGlobalUsings,
            Aliases = walker._aliases,
        };
    }

    public override void VisitBlock(BlockSyntax node) => SkipBody(node, "{}");

    public override void VisitArrowExpressionClause(ArrowExpressionClauseSyntax node) => SkipBody(node, "=>");

    public override void VisitGlobalStatement(GlobalStatementSyntax node) => SkipBody(node, "statement");

    /// <summary>Of a sum of thousands of terms each is nested in the next, and no stack is that deep: its tokens are all that counts.</summary>
    public override void VisitBinaryExpression(BinaryExpressionSyntax node)
    {
        foreach (var token in node.DescendantTokens())
        {
            VisitToken(token);
        }
    }

    public override void VisitNamespaceDeclaration(NamespaceDeclarationSyntax node)
    {
        AddNamespace(node);
        base.VisitNamespaceDeclaration(node);
    }

    public override void VisitFileScopedNamespaceDeclaration(FileScopedNamespaceDeclarationSyntax node)
    {
        AddNamespace(node);
        base.VisitFileScopedNamespaceDeclaration(node);
    }

    public override void VisitUsingDirective(UsingDirectiveSyntax node)
    {
        var isGlobal = node.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword);
        _hasGlobalUsings |= isGlobal;
        if (node.Alias is { } alias)
        {
            var last = node.NamespaceOrType.DescendantNodesAndSelf(part => part is not TypeArgumentListSyntax).OfType<SimpleNameSyntax>().LastOrDefault();
            _aliases.Add(new AliasDeclaration(FileDeclarations.KeyOf(alias.Name.Identifier.ValueText), FileDeclarations.KeyOf(last?.Identifier.ValueText ?? ""), isGlobal));
        }

        base.VisitUsingDirective(node);
    }

    public override void VisitClassDeclaration(ClassDeclarationSyntax node) => VisitType(node, base.VisitClassDeclaration);

    public override void VisitRecordDeclaration(RecordDeclarationSyntax node) => VisitType(node, base.VisitRecordDeclaration);

    public override void VisitStructDeclaration(StructDeclarationSyntax node) => VisitType(node, base.VisitStructDeclaration);

    public override void VisitInterfaceDeclaration(InterfaceDeclarationSyntax node) => VisitType(node, base.VisitInterfaceDeclaration);

    public override void VisitEnumDeclaration(EnumDeclarationSyntax node) => VisitType(node, base.VisitEnumDeclaration);

    public override void VisitDelegateDeclaration(DelegateDeclarationSyntax node)
    {
        _types.Add(FileDeclarations.KeyOf(node.Identifier.ValueText));
        base.VisitDelegateDeclaration(node);
    }

    public override void VisitToken(SyntaxToken token)
    {
        if (token.HasLeadingTrivia)
        {
            foreach (var trivia in token.LeadingTrivia)
            {
                AddTrivia(trivia);
            }
        }

        if (token.IsKind(SyntaxKind.IdentifierToken))
        {
            _mentions.Add(FileDeclarations.KeyOf(token.ValueText));
        }

        _text.Append(token.Text).Append('\n');
    }

    private void SkipBody(SyntaxNode body, string mark)
    {
        _text.Append(mark).Append('\n');
        foreach (var token in body.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)))
        {
            _bodyMentions.Add(FileDeclarations.KeyOf(token.ValueText));
        }
    }

    private void VisitType<TType>(TType node, Action<TType> visit)
        where TType : BaseTypeDeclarationSyntax
    {
        _cancellation.ThrowIfCancellationRequested();
        _types.Add(FileDeclarations.KeyOf(node.Identifier.ValueText));
        visit(node);
    }

    private void AddNamespace(BaseNamespaceDeclarationSyntax node)
        => _namespaces.Add(string.Join(".", node.AncestorsAndSelf().OfType<BaseNamespaceDeclarationSyntax>().Reverse().Select(part => part.Name.ToString())));

    /// <summary>Of comments only those count that document a member, and only that they are there; of directives only those about nullability.</summary>
    private void AddTrivia(SyntaxTrivia trivia)
    {
        switch (trivia.Kind())
        {
            case SyntaxKind.SingleLineDocumentationCommentTrivia:
            case SyntaxKind.MultiLineDocumentationCommentTrivia:
                _text.Append("///\n");
                break;

            case SyntaxKind.NullableDirectiveTrivia:
                _text.Append(trivia.ToString()).Append('\n');
                break;
        }
    }
}
