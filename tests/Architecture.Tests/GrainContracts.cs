using System.Reflection;
using EmailAgent.Grains;

namespace EmailAgent.Architecture.Tests;

/// <summary>Describes what crosses a grain boundary: interfaces with their methods, records with their members, enums.</summary>
internal static class GrainContracts
{
    private static readonly Type[] Types =
        [.. typeof(Problem).Assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal)];

    /// <summary>Returns the description of each feature's contracts, by the name of its folder.</summary>
    public static IReadOnlyDictionary<string, string> Describe() => Types
        .GroupBy(FeatureOf, type => string.Concat(DescribeType(type).Select(line => $"{line}\n")))
        .Select(feature => (feature.Key, Text: string.Concat(feature)))
        .Where(feature => feature.Text.Length > 0)
        .ToDictionary(feature => feature.Key, feature => feature.Text);

    /// <summary>Interfaces, methods and records without an alias of their own, and record members without a number.</summary>
    public static IReadOnlyList<string> WithoutStableName() =>
    [
        .. Types.Where(IsGrainInterface).SelectMany(type => type.GetMethods().Cast<MemberInfo>().Prepend(type))
            .Concat(Types.Where(IsMessage))
            .Where(member => Alias(member) is null)
            .Select(member => $"{member.DeclaringType?.Name} {member.Name}: no [Alias]"),
        .. Types.Where(IsMessage).SelectMany(Members)
            .Where(member => Number(member) is null)
            .Select(member => $"{member.DeclaringType!.Name}.{member.Name}: no [Id]"),
        // A silo takes the arity from the name: without it, it cannot read what another silo sent.
        .. Types.Where(type => IsMessage(type) && type.IsGenericTypeDefinition)
            .Where(type => Alias(type)?.EndsWith($"`{type.GetGenericArguments().Length}", StringComparison.Ordinal) is false)
            .Select(type => $"{type.Name}: [Alias] without the number of type arguments"),
        // One list of names for interfaces and records: the cluster's compiler refuses a second use.
        .. Types.Where(type => IsGrainInterface(type) || IsMessage(type)).GroupBy(Alias).Where(named => named.Key is not null && named.Count() > 1)
            .Select(named => $"[Alias(\"{named.Key}\")] names {string.Join(" and ", named.Select(type => type.Name))}"),
    ];

    /// <summary>Parameters, results and record members of types that cannot be sent to another process.</summary>
    public static IReadOnlyList<string> NotSerializable() =>
    [
        .. Types.Where(IsGrainInterface).SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType)
                .SelectMany(SerializableTypes.Refused).Select(refused => $"{method.DeclaringType!.Name}.{method.Name}: {refused}")),
        .. Types.Where(IsMessage).SelectMany(Members)
            .SelectMany(member => SerializableTypes.Refused(member.PropertyType).Select(refused => $"{member.DeclaringType!.Name}.{member.Name}: {refused}")),
        // What is sent is often more than what is declared.
        .. Types.Where(type => type.BaseType is { } parent && IsMessage(parent) && !IsMessage(type)).Select(type => $"{type.Name}: no [GenerateSerializer]"),
    ];

    // What belongs to no feature is in the namespace EmailAgent.Grains itself.
    private static string FeatureOf(Type type) => type.Namespace!.Split('.') is [_, _, var feature, ..] ? feature : "Grains";

    private static IEnumerable<string> DescribeType(Type type) =>
        IsGrainInterface(type) ? DescribeInterface(type)
        : IsMessage(type) ? DescribeMessage(type)
        : type.IsEnum ? DescribeEnum(type)
        : [];

    private static IEnumerable<string> DescribeInterface(Type type) =>
    [
        $"interface {TypeName.Of(type)} \"{Alias(type)}\" : {Key(type)}",
        .. type.GetMethods().OrderBy(method => method.Name, StringComparer.Ordinal).Select(method =>
            $"  {Alias(method)}: {TypeName.Of(method.ReturnType)} {method.Name}({Parameters(method)})"),
    ];

    private static IEnumerable<string> DescribeMessage(Type type) =>
    [
        $"record {TypeName.Of(type)} \"{Alias(type)}\"",
        .. Members(type).OrderBy(Number).Select(member => $"  {Number(member)}: {TypeName.Of(member.PropertyType)} {member.Name}"),
    ];

    private static IEnumerable<string> DescribeEnum(Type type) =>
    [
        $"enum {TypeName.Of(type)}",
        .. Enum.GetValuesAsUnderlyingType(type).Cast<object>().Select(value => $"  {value}: {Enum.GetName(type, value)}"),
    ];

    // How the grain is addressed: IGrainWithStringKey and the like; an observer has no key.
    private static string Key(Type type) =>
        type.GetInterfaces().Select(TypeName.Of).SingleOrDefault(name => name.StartsWith("IGrainWith", StringComparison.Ordinal)) ?? nameof(IGrainObserver);

    private static bool IsGrainInterface(Type type) => type.IsInterface && type.IsAssignableTo(typeof(IAddressable));

    private static bool IsMessage(Type type) => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null && !type.IsEnum;

    // Stored members only: those with a backing field or an explicit number.
    private static IEnumerable<PropertyInfo> Members(Type type) => type
        .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
        .Where(property => property.CanWrite || Number(property) is not null);

    private static string Parameters(MethodInfo method) =>
        string.Join(", ", method.GetParameters().Select(parameter => $"{TypeName.Of(parameter.ParameterType)} {parameter.Name}"));

    private static string? Alias(MemberInfo member) => member.GetCustomAttributes<AliasAttribute>().FirstOrDefault()?.Alias;

    private static uint? Number(MemberInfo member) => member.GetCustomAttribute<IdAttribute>()?.Id;
}
