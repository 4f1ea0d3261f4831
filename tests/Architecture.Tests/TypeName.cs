namespace EmailAgent.Architecture.Tests;

/// <summary>Writes a type as C# does, without namespaces outside of the product.</summary>
internal static class TypeName
{
    private const string Contracts = "EmailAgent.Grains.";

    public static string Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Of(value) + "?";
        if (type.IsArray)
            return Of(type.GetElementType()!) + "[]";
        if (type.IsGenericParameter)
            return type.Name;
        var name = type.FullName ?? $"{type.Namespace}.{type.Name}";
        name = name.StartsWith(Contracts, StringComparison.Ordinal) ? name[Contracts.Length..] : type.Name;
        if (!type.IsGenericType)
            return name;
        return $"{name[..name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>";
    }
}
