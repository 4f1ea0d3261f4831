using EmailAgent.Api.OpenApi;

namespace EmailAgent.Api.SignIn;

/// <summary>Descriptions of the fields of sign-ins at providers.</summary>
internal sealed class SignInFieldNotes : IFieldNotes
{
    public IReadOnlyDictionary<string, FieldNote> ByName { get; } = new Dictionary<string, FieldNote>(StringComparer.Ordinal)
    {
        ["redirect_uri"] = new("The address to which the provider returns the browser.", "\"https://mail.example.org/callback\""),
        ["state"] = new("The state.", "\"st_5Tq\""),
        ["url"] = new("An address for a browser.", "\"https://accounts.example.org/authorize?state=st_5Tq\""),
    };
}
