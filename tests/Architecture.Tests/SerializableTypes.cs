using System.Reflection;

namespace EmailAgent.Architecture.Tests;

/// <summary>What a silo can send to another process: the rules of the cluster engine, which this one does not need and therefore does not notice.</summary>
internal static class SerializableTypes
{
    private static readonly Type[] Values =
    [
        typeof(string), typeof(bool), typeof(byte), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(float), typeof(double), typeof(decimal),
        typeof(Guid), typeof(DateTimeOffset), typeof(DateTime), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan), typeof(Uri), typeof(CancellationToken),
    ];

    private static readonly Type[] Containers =
    [
        typeof(IReadOnlyList<>), typeof(IReadOnlyDictionary<,>), typeof(IReadOnlyCollection<>), typeof(List<>), typeof(Dictionary<,>), typeof(Nullable<>), typeof(ReadOnlyMemory<>),
        typeof(Task<>), typeof(ValueTask<>),
    ];

    /// <summary>The parts of a type that cannot be sent.</summary>
    public static IEnumerable<Type> Refused(Type type) =>
        type.IsGenericParameter || type.IsEnum || Values.Contains(type) || type == typeof(Task) || type == typeof(ValueTask) || IsReference(type) ? []
        : type.IsArray ? Refused(type.GetElementType()!)
        : type.IsGenericType && Containers.Contains(type.GetGenericTypeDefinition()) ? type.GetGenericArguments().SelectMany(Refused)
        : type.GetCustomAttribute<GenerateSerializerAttribute>() is null ? [type]
        : type.GetGenericArguments().SelectMany(Refused);

    private static bool IsReference(Type type) => type.IsInterface && type.IsAssignableTo(typeof(IAddressable));
}
