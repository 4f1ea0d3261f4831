using EmailAgent.Intelligence.Words;

namespace EmailAgent.Intelligence.Categories;

/// <summary>Words of English, German, French, Spanish and Swedish that are typical of a category.</summary>
internal static class CategoryCues
{
    private static readonly (string Category, string Words)[] All =
    [
        (MessageCategory.Receipt, "receipt* invoice* order* paid payment* purchase* refund* subtotal vat shipped shipping shipment parcel delivery tracking charged billing"),
        (MessageCategory.Receipt, "rechnung* *rechnung bestell* *bestellung beleg* quittung* zahlung* bezahlt* betrag gesamtbetrag mwst versand* versendet* lieferung* sendung* paket* kauf* ruckerstattung* lastschrift*"),
        (MessageCategory.Receipt, "facture* recu commande* paiement* achat* livraison* livre colis montant tva rembours* expedi* prelevement* debit*"),
        (MessageCategory.Receipt, "factura* recibo* pedido* pago* compra* envio enviado importe total iva reembolso* paquete* entrega* cargo abonad*"),
        (MessageCategory.Receipt, "kvitto* faktura* *faktura bestallning* order* betal* *betalning leverans* paket* moms summa belopp kop kopt aterbetal* frakt*"),
        (MessageCategory.Travel, "flight* booking* boarding itinerary hotel* airline* airport gate departure* arrival* check-in checkin passenger* train reservation* trip* seat luggage baggage"),
        (MessageCategory.Travel, "flug* *flug buchung* *buchung reise* *reise hotel* bahn* zug* *ticket bordkarte* abflug ankunft fahrkarte* gepack* reservierung* ubernachtung* passagier*"),
        (MessageCategory.Travel, "vol vols voyage* reservation* hotel* train* billet* embarquement depart arrivee gare aeroport bagage* sejour* passager*"),
        (MessageCategory.Travel, "vuelo* viaje* reserva* hotel* tren billete* embarque* salida llegada aeropuerto equipaje pasajero* alojamiento estancia"),
        (MessageCategory.Travel, "flyg* resa resan bokning* *bokning hotell* tag taget biljett* avgang ankomst boardingkort* bagage* flygplats* *resa incheckning*"),
        (MessageCategory.Calendar, "invitation* invite* invited calendar meeting* event* accepted declined tentative rsvp reschedul* appointment* reminder agenda webinar"),
        (MessageCategory.Calendar, "einladung* *einladung termin* *termin besprechung* kalender* zugesagt abgesagt zusage absage verschoben erinnerung* sitzung*"),
        (MessageCategory.Calendar, "invitation* reunion* agenda calendrier rendez-vous rendez rdv evenement* accepte refuse reporte* rappel*"),
        (MessageCategory.Calendar, "invitacion* reunion* calendario cita citas evento* aceptado rechazado aplazad* recordatorio* convocatoria*"),
        (MessageCategory.Calendar, "inbjud* *inbjudan mote motet *mote kalender* handelse* tackat accepterat avbojt paminnelse* ombokat traff*"),
        (MessageCategory.Social, "friend* follow* follower* liked likes tagged mentioned commented connection* profile* network request* posted shared"),
        (MessageCategory.Social, "freund* *anfrage folgt kontakt* gefallt markiert kommentiert kommentar* profil* beitrag* geteilt vernetz* erwahnt*"),
        (MessageCategory.Social, "ami amis abonne* suit identifie* comment* profil* publication* partage* relation* reseau mentionne*"),
        (MessageCategory.Social, "amigo* amistad seguidor* sigue etiquetad* coment* perfil* publicacion* compartid* contacto* conexion* red mencion*"),
        (MessageCategory.Social, "van vanner vanforfragan foljer foljare gillar taggad kommenter* profil* inlagg* delade kontakt* natverk* namnde"),
        (MessageCategory.Promotion, "sale offer* discount* save deal* coupon* voucher* free exclusive limited shop bargain* promo* clearance off bonus"),
        (MessageCategory.Promotion, "angebot* rabatt* *rabatt sparen spare gutschein* *gutschein aktion* exklusiv* gratis kostenlos* jetzt sale prozent schnappchen* reduziert*"),
        (MessageCategory.Promotion, "offre* promo* remise* reduction* solde* economis* profit* gratuit* exclusi* bon code cadeau*"),
        (MessageCategory.Promotion, "oferta* descuento* promo* ahorra* rebaja* gratis exclusiv* cupon* regalo* aprovecha* liquidacion"),
        (MessageCategory.Promotion, "erbjudande* rea rabatt* spara gratis exklusiv* kampanj* rabattkod* klipp passa halva"),
        (MessageCategory.Newsletter, "newsletter* issue edition digest weekly daily monthly headlines stories read subscriber* editor* unsubscribe subscription* roundup"),
        (MessageCategory.Newsletter, "newsletter* rundbrief* ausgabe* *ausgabe wochentlich* woche nachrichten* artikel* lesen abmelden abonn* redaktion* schlagzeilen"),
        (MessageCategory.Newsletter, "newsletter* lettre* infolettre* edition* numero semaine hebdo* actualite* article* lire desabonn* redaction* desinscri*"),
        (MessageCategory.Newsletter, "boletin* newsletter* edicion* semana* semanal* noticia* articulo* leer suscri* redaccion* titulares baja"),
        (MessageCategory.Newsletter, "nyhetsbrev* *brev utgava* veckan* veckobrev* nyheter* artikel* artiklar las prenumer* redaktion* avregistrera*"),
        (MessageCategory.Notification, "password* security login sign-in account* verify verification alert* notification* backup* failed error* build server* status automated code update* storage quota"),
        (MessageCategory.Notification, "passwort* sicherheit* anmeld* konto* bestatigungscode benachrichtigung* warnung* fehler* fehlgeschlagen sicherung* automatisch* speicher* kennwort* code"),
        (MessageCategory.Notification, "mot passe securite connexion compte* verification notification* alerte* echec* erreur* sauvegarde* automatique* stockage code"),
        (MessageCategory.Notification, "contrasena* seguridad sesion cuenta* verifica* notificacion* alerta* error* fallo* fallid* copia automatic* almacenamiento codigo*"),
        (MessageCategory.Notification, "losenord* sakerhet* inlogg* konto* verifier* avisering* varning* fel misslyck* sakerhetskopi* automatisk* lagring* kod engangskod*"),
        (MessageCategory.Work, "project* team client* report* review contract* proposal budget draft attached quarter* deploy* patch* bug release manager code version"),
        (MessageCategory.Work, "projekt* team kunde* bericht* *bericht vertrag* angebotsentwurf entwurf* budget* anbei abteilung* quartal* vorstand kollege*"),
        (MessageCategory.Work, "projet* equipe client* rapport* contrat* budget* devis dossier* pj ci-joint joint trimestre* collegue*"),
        (MessageCategory.Work, "proyecto* equipo cliente* informe* contrato* presupuesto* adjunto* propuesta* trimestre* companero*"),
        (MessageCategory.Work, "projekt* teamet kund* rapport* avtal* budget* utkast* bifog* kvartal* kollega* offert*"),
        (MessageCategory.Personal, "mum dad grandma love hugs birthday dinner weekend kids holiday family party miss"),
        (MessageCategory.Personal, "mama papa oma opa liebe* kuss* geburtstag* wochenende kinder familie* feier* essen urlaub vermisse"),
        (MessageCategory.Personal, "maman papa mamie bises bisous anniversaire* weekend enfants famille* fete vacances diner embrasse"),
        (MessageCategory.Personal, "mama papa abuela abrazo* besos cumpleanos finde ninos familia* fiesta* vacaciones cena quiero"),
        (MessageCategory.Personal, "mamma pappa mormor farmor kram* puss fodelsedag* helgen barnen familj* fest semester middag saknar"),
        (MessageCategory.Spam, "lottery winner million inheritance viagra pills mortgage casino guarantee* wire transfer beneficiary confidential congratulations enlarge cash debt adult"),
        (MessageCategory.Spam, "lotterie gewonnen gewinn* erbschaft* millionen dringend* casino kredit* vertraulich* nachlass"),
        (MessageCategory.Spam, "loterie gagnant* heritage* millions casino credit* confidentiel* gagne virement"),
        (MessageCategory.Spam, "loteria ganador* herencia* millones casino credito* confidencial* premio transferencia"),
        (MessageCategory.Spam, "lotteri* vinnare vunnit arv miljoner casino lan konfidentiell* pengar overforing"),
    ];

    /// <summary>The table of the words; bit i of the flags stands for category i of <see cref="MessageCategory.All"/>.</summary>
    public static readonly StemTable Table = new(All.SelectMany(entry => entry.Words.Split(' ').Select(word => (word, 1 << Index(entry.Category)))));

    private static int Index(string category) => MessageCategory.All.Index().First(entry => entry.Item == category).Index;
}
