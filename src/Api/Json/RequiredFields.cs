using System.Reflection;
using System.Text.Json;
using EmailAgent.Api.Parameters;

namespace EmailAgent.Api.Json;

/// <summary>The fields that a request must have because their members cannot be null.</summary>
internal static class RequiredFields
{
    /// <summary>Returns whether a member is one of them. Only references are: a missing number would be 0, so it has to be nullable.</summary>
    public static bool Include(PropertyInfo member) =>
        !member.PropertyType.IsValueType && new NullabilityInfoContext().Create(member).ReadState == NullabilityState.NotNull;

    /// <summary>Reports those that a body lacks.</summary>
    public static void Check<T>(T body, FieldErrors errors)
        where T : class
    {
        foreach (var (name, member) in Of<T>.Members)
        {
            if (member.GetValue(body) is null)
            {
                errors.AddMissing(name);
            }
        }
    }

    private static class Of<T>
    {
        public static readonly (string Name, PropertyInfo Member)[] Members =
            [.. typeof(T).GetProperties().Where(Include).Select(member => (JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Name), member))];
    }
}
