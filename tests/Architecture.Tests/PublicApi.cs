using System.Reflection;
using System.Runtime.CompilerServices;

namespace EmailAgent.Architecture.Tests;

/// <summary>Lists everything public of an assembly: types with their kind and bases, members with their signatures.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    public static string Describe(Assembly assembly) =>
        string.Join('\n', assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal).SelectMany(Describe)) + '\n';

    private static IEnumerable<string> Describe(Type type) =>
    [
        $"{Kind(type)} {type.FullName}{Bases(type)}",
        .. (type.IsEnum ? EnumMembers(type) : Members(type)).Select(member => $"  {member}"),
    ];

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string Bases(Type type)
    {
        var parent = type.BaseType is { } known && known != typeof(object) && known != typeof(ValueType) && known != typeof(Enum) ? known : null;
        var inherited = type.GetInterfaces().SelectMany(i => i.GetInterfaces()).Concat(parent?.GetInterfaces() ?? []);
        var bases = type.IsEnum ? [] : type.GetInterfaces().Except(inherited).Where(i => i.IsVisible).Select(TypeName.Of).Order(StringComparer.Ordinal).ToArray();
        var all = parent is null ? bases : [TypeName.Of(parent), .. bases];
        return all.Length == 0 ? "" : $" : {string.Join(", ", all)}";
    }

    private static IEnumerable<string> EnumMembers(Type type) =>
        Enum.GetValuesAsUnderlyingType(type).Cast<object>().Select(value => $"{Enum.GetName(type, value)} = {value}");

    private static IEnumerable<string> Members(Type type) => type.GetMembers(Declared)
        .Where(member => !member.IsDefined(typeof(CompilerGeneratedAttribute)) || member is PropertyInfo)
        .Select(Describe)
        .OfType<string>()
        .Order(StringComparer.Ordinal);

    private static string? Describe(MemberInfo member) => member switch
    {
        ConstructorInfo { IsStatic: false } constructor when IsVisible(constructor) => $"new({Parameters(constructor)})",
        MethodInfo { IsSpecialName: false } method when IsVisible(method) =>
            $"{Static(method)}{method.Name}{Generic(method)}({Parameters(method)}): {TypeName.Of(method.ReturnType)}{Mark(Nullability.Create(method.ReturnParameter))}",
        PropertyInfo property when property.GetMethod is { } get && IsVisible(get) =>
            $"{Static(get)}{property.Name}{Index(property)}: {TypeName.Of(property.PropertyType)}{Mark(Nullability.Create(property))} {{ get;{Setter(property)} }}",
        FieldInfo { IsPublic: true } field => $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{field.Name}: {TypeName.Of(field.FieldType)}",
        EventInfo { AddMethod: { } add } raised when IsVisible(add) => $"event {raised.Name}: {TypeName.Of(raised.EventHandlerType!)}",
        _ => null,
    };

    private static bool IsVisible(MethodBase method) =>
        (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) && !method.IsDefined(typeof(CompilerGeneratedAttribute)) | method.IsSpecialName;

    private static string Static(MethodBase method) => method.IsStatic ? "static " : "";

    private static string Generic(MethodInfo method) =>
        method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";

    private static string Index(PropertyInfo property) =>
        property.GetIndexParameters() is { Length: > 0 } index ? $"[{string.Join(", ", index.Select(Parameter))}]" : "";

    private static string Setter(PropertyInfo property) => property.SetMethod is not { } set || !IsVisible(set) ? ""
        : $" {(property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "")}{(set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init" : "set")};";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter) =>
        $"{TypeName.Of(parameter.ParameterType)}{Mark(Nullability.Create(parameter))} {parameter.Name}{(parameter.IsOptional ? " = default" : "")}";

    private static string Mark(NullabilityInfo info) => info is { ReadState: NullabilityState.Nullable, Type.IsValueType: false } ? "?" : "";
}
