using EmailAgent.Intelligence.Words;

namespace EmailAgent.Intelligence.Priority;

/// <summary>Words of English, German, French, Spanish and Swedish that ask for something, name a deadline, or press.</summary>
internal static class PriorityCues
{
    public const int Request = 1;
    public const int Deadline = 2;
    public const int Urgent = 4;

    private static readonly (int Cue, string Words)[] All =
    [
        (Request, "please could would confirm* review* approve* advise send reply answer need needs feedback opinion thoughts help"),
        (Request, "bitte konnten konnen konntest kannst konnt wurden wurdest brauche brauchen benotige* bestatig* prufe* antwort* ruckmeldung hilfe schick* sende*"),
        (Request, "merci pourriez pourrais pouvez peux veuillez confirm* repond* besoin envoy* aide valider relire avis"),
        (Request, "favor puedes puede podrias podria podrian necesito necesitamos confirm* respond* envia* envie* ayuda revisa* opinion gracias"),
        (Request, "snalla vanligen kunde skulle behover bekrafta* svara* skicka* hjalp* granska* aterkom*"),
        (Deadline, "deadline today tonight tomorrow monday tuesday wednesday thursday friday due expires expiring until overdue eod eow"),
        (Deadline, "frist* heute morgen montag dienstag mittwoch donnerstag freitag bis spatestens fallig* termin ablauf*"),
        (Deadline, "delai echeance aujourd demain lundi mardi mercredi jeudi vendredi expire* limite"),
        (Deadline, "plazo hoy manana lunes martes miercoles jueves viernes vence* limite caduca*"),
        (Deadline, "senast idag imorgon mandag tisdag onsdag torsdag fredag forfaller deadline sista"),
        (Urgent, "urgent* asap immediately important emergency dringend* eilt sofort wichtig* notfall urgence immediatement importante urgencia inmediat* bradskande viktigt omgaende akut"),
    ];

    /// <summary>The table of the words; flags are those of this class.</summary>
    public static readonly StemTable Table = new(All.SelectMany(entry => entry.Words.Split(' ').Select(word => (word, entry.Cue))));
}
