using Hyper.Dsl;
using Hyper.Generators.Diagnostics;
using Hyper.Generators.Model;
using Hyper.Generators.Model.Experiments;
using Hyper.Generators.Model.Hypernetworks;
using Hyper.Generators.Parsing.Hypernetworks;
using Hyper.Generators.Parsing.Models;
using Hyper.Generators.Symbols;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hyper.Generators.Parsing.Experiments;

/// <summary>Reads a class marked <c>[Experiment&lt;TModel&gt;]</c>.</summary>
internal static class ExperimentParser
{
    /// <summary>Reads the class.</summary>
    /// <param name="type">The class.</param>
    /// <param name="modelOf">What the experiment's model, a class marked <c>[HyperModel]</c>, is parsed to.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static ExperimentResult Parse(INamedTypeSymbol type, Func<INamedTypeSymbol, ParsedClass?> modelOf, CancellationToken cancellation)
    {
        var faults = new Faults();
        if (UnsupportedForm(type, cancellation) is { } form)
        {
            faults.Report(ExperimentRules.ExperimentForm, type.Identifier(), type.Name, form.Found, form.Cure);
        }

        NameCheck.CheckExperiment(type, faults);
        var attribute = AttributeReader.Find(type, KnownTypes.ExperimentAttribute, cancellation)!;
        var model = Model(type, attribute, modelOf, faults);
        if (attribute.IsBroken)
        {
            faults.ReportUnseen(attribute.BrokenLocation(), "the arguments of [Experiment]", type.Name);
            return Result(null, isSearch: false);
        }

        var named = EnumOptions.Read(attribute, 0, Algorithm.Auto, HyperparameterRules.UndefinedOption, type.Name, faults);

        // How a model is tuned is the experiment's: from here on the model has the experiment's hypernetwork.
        var own = model is not null && named.HasResponse() ? HypernetworkParser.ParseOwn(type, attribute, model, faults) : null;
        var declared = model;
        model = own is null ? model : model! with { Hypernetwork = own };
        var algorithm = named == Algorithm.Auto ? AlgorithmChoice.For(model?.Hypernetwork.Family) : null;
        var settings = ExperimentSettingsParser.Parse(type, attribute, named, algorithm?.Algorithm ?? named, model?.Hypernetwork.Family, faults);
        if (settings.Algorithm == Algorithm.Simplified && model?.Hypernetwork.Blocks.Any(block => ResponseFamilies.Of(block.Family).IsCentered) == true)
        {
            faults.Report(HypernetworkRules.CenteredUnperturbed, attribute.PositionalLocation(0), type.Name, model.Place.Name);
        }

        if (model is not null)
        {
            DerivativeCheck.Check(type, attribute, model, settings, faults);
            OptimizerCheck.Check(type, attribute, model, settings, faults);
            SearchCheck.Check(type, attribute, model, settings, faults);
            RowsCheck.Check(type, attribute, model, settings, faults);
            NamesCheck.Check(type, attribute, model, settings, faults);
        }

        var experiment = faults.Refused || model is not { } found
            ? null
            : new ExperimentModel(
                TypePlaceParser.Parse(type),
                found.Place,
                found.Hypernetwork.Family,
                Visibility.IsPublic(type) && Visibility.IsPublic((INamedTypeSymbol)attribute.TypeArgument!),
                settings)
            {
                IsHybrid = found.Hypernetwork.IsHybrid,
                Own = own is null || own.IsComputed || own.Blocks == declared!.Hypernetwork.Blocks ? null : found,
                Choice = ChoiceText.Of(type.Name, found.Hypernetwork, settings.Algorithm, algorithm),
            };
        return Result(experiment, settings.IsSearch);

        ExperimentResult Result(ExperimentModel? experiment, bool isSearch)
        {
            var refused = experiment is null ? RefusedExperimentParser.Parse(type, attribute, isSearch, modelOf, faults, cancellation) : null;
            return new ExperimentResult(new ParsedExperiment(experiment, refused), faults.Found, faults.Unseen);
        }
    }

    private static (string Found, string Cure)? UnsupportedForm(INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (TypeForm.Chain(type).FirstOrDefault(part => !TypeForm.IsPartial(part, cancellation)) is { } whole)
        {
            return (SymbolEqualityComparer.Default.Equals(whole, type) ? "is not partial" : $"lies in '{whole.Name}', which is not partial", $"write 'partial' before its '{TypeForm.Keyword(whole)}' keyword");
        }

        if (!type.IsStatic)
        {
            return ("is not static, and everything written into it belongs to no instance", "declare it as 'static partial class'");
        }

        if (TypeForm.IsFileLocal(type))
        {
            return ("is local to its file, so a generated file cannot add to it", "write 'internal' instead of 'file'");
        }

        if (TypeForm.Chain(type).Any(part => part.Arity > 0))
        {
            return ("is generic or lies in a generic type", "write a class without type parameters");
        }

        var attributes = AttributeReader.Count(type, KnownTypes.ExperimentAttribute);
        return attributes > 1 ? ("has more than one [Experiment] attribute", "write a class for each experiment") : null;
    }

    private static ModelClass? Model(INamedTypeSymbol type, AttributeReader attribute, Func<INamedTypeSymbol, ParsedClass?> modelOf, Faults faults)
    {
        if (attribute.TypeArgument is not { TypeKind: not TypeKind.Error } argument)
        {
            faults.ReportUnseen(TypeArgumentLocation(attribute), "the model", type.Name);
            return null;
        }

        if (argument is not INamedTypeSymbol { TypeKind: TypeKind.Class } model || !AttributeReader.Has(model, KnownTypes.HyperModelAttribute))
        {
            Refuse("is no model", "mark the class with [HyperModel], or name one that is");
            return null;
        }

        if (!SymbolEqualityComparer.Default.Equals(model.ContainingAssembly, type.ContainingAssembly))
        {
            Refuse("belongs to another project", "declare the experiment in the project of its model");
            return null;
        }

        if (modelOf(model)?.Model is not { } parsed)
        {
            Refuse("has errors of its own", "mend those first");
            return null;
        }

        if (!Visibility.IsInternal(type))
        {
            faults.Report(ExperimentRules.ExperimentHidden, type.Identifier(), type.Name, type.Name);
        }
        else if (!Visibility.IsInternal(model))
        {
            faults.Report(ExperimentRules.ExperimentHidden, type.Identifier(), type.Name, model.Name);
        }

        return parsed;

        void Refuse(string found, string cure)
            => faults.Report(ExperimentRules.ModelOfExperiment, TypeArgumentLocation(attribute), type.Name, argument.ShortName(), found, cure);
    }

    private static Location TypeArgumentLocation(AttributeReader attribute)
    {
        var name = attribute.Syntax?.Name switch
        {
            QualifiedNameSyntax qualified => qualified.Right,
            AliasQualifiedNameSyntax aliased => aliased.Name,
            var simple => simple,
        };
        return (name as GenericNameSyntax)?.TypeArgumentList.Arguments.FirstOrDefault()?.GetLocation() ?? attribute.Location();
    }
}
